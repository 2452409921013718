/**
 * Calls back when the page goes, for good, into the back/forward cache or frozen, for it gets no other
 * chance, and when it is back. There is no `unload` among the events: it would forbid the cache.
 */
export function watchPage(gone: () => void, back: () => void, signal: AbortSignal): void {
  // Captured, because the document's own do not bubble.
  const on = (type: string, listener: () => void) =>
    globalThis.addEventListener?.(type, listener, { capture: true, signal })
  on('pagehide', gone)
  on('freeze', gone)
  on('pageshow', back)
  on('resume', back)
}
