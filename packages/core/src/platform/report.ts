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
