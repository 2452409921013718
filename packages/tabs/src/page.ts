/**
 * Calls back when the page goes, for good, into the back/forward cache or frozen, for it gets no other
 * chance, and when it is back. There is no `unload` among the events: it would forbid the cache.
 */
export function watchPage(gone: () => void, back: () => void, signal: AbortSignal): void {
  const events = { pagehide: gone, freeze: gone, pageshow: back, resume: back }
  // Captured, because the document's own do not bubble.
  for (const [type, listener] of Object.entries(events))
    globalThis.addEventListener?.(type, listener, { capture: true, signal })
}
