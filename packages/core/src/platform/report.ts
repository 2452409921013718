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

/**
 * Writes to the console what is data and no exception of the application: a refused event without
 * `onInvalid`, an option that threw. A `reportError` would end a process of Node.
 */
export function logError(message: string, error: unknown): void {
  globalThis.console?.error(message, error)
}
