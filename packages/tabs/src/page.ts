/** What becomes of a page whose tab is left, hidden for long, or comes back. */
export interface PageListener {
  /** The page goes: for good, into the back/forward cache, or frozen. It gets no other chance. */
  gone(): void
  back(): void
}

/** Listens until the returned function is called. There is no `unload` in it: it forbids the cache. */
export function watchPage({ gone, back }: PageListener): () => void {
  const page = globalThis.document
  const events: [target: EventTarget | undefined, type: string, listener: () => void][] = [
    [globalThis, 'pagehide', gone],
    [globalThis, 'pageshow', back],
    [page, 'freeze', gone],
    [page, 'resume', back],
  ]
  const each = (change: 'addEventListener' | 'removeEventListener') => {
    for (const [target, type, listener] of events) target?.[change]?.(type, listener)
  }
  each('addEventListener')
  return () => each('removeEventListener')
}
