// Where each kind of error is reported:
//
// - A stream that was lost, or never came: `failure` in the state.
// - An event that its decoder refused: `onInvalid`, or else the console, once for each event.
// - An option of the application that threw, such as `headers`, `until`, `retry` or `onInvalid`: the
//   console. The state names the option, where it cost a dial.
// - A listener that threw: the platform's handler of uncaught exceptions. It is the application's own
//   code, called with data that was right, and the only one that may end a process.

/**
 * Reports what a listener threw, as the platform does for its own events, so that it reaches the
 * error tracker and stops no other listener.
 *
 * @see https://html.spec.whatwg.org/multipage/webappapis.html#dom-reporterror
 */
export function report(error: unknown): void {
  if (typeof reportError === 'function') reportError(error)
  // Node has no reportError: an uncaught exception is its way to say the same.
  else
    queueMicrotask(() => {
      throw error
    })
}

/** Writes an error to the console: a `reportError` would end a process of Node. */
export function logError(message: string, error: unknown): void {
  globalThis.console?.error(message, error)
}
