/** What the platform reports of the page and its network. */
export interface NetworkListener {
  /** The network is back. The page may still be hidden. */
  online(): void
  /** The network is gone. */
  offline(): void
  /** The page was hidden, or frozen. */
  hidden(): void
  /** The page is in use again: shown, thawed, or restored from the back/forward cache. */
  back(wasFrozen: boolean): void
}

const loopback = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/

/**
 * Whether a dial can succeed. A server on this machine needs no network, and `onLine` says nothing
 * about it.
 */
export function isOnline(url: string): boolean {
  return (
    globalThis.navigator?.onLine !== false ||
    loopback.test(new URL(url, 'http://server.invalid').hostname)
  )
}

/** Whether there is a page, and it is hidden. */
export const isHidden = (): boolean => globalThis.document?.visibilityState === 'hidden'

/**
 * Listens until the returned function is called. Does nothing where there is neither a page nor a
 * worker.
 */
export function watchNetwork(listener: NetworkListener): () => void {
  const page = globalThis.document
  let isFrozen = false
  const freeze = () => {
    isFrozen = true
    listener.hidden()
  }
  const back = () => {
    const wasFrozen = isFrozen
    // Chromium reports both, a thaw and a page that is shown again.
    isFrozen = false
    listener.back(wasFrozen)
  }
  const ifKept = (then: () => void) => (event: Event) => {
    if ((event as PageTransitionEvent).persisted) then()
  }
  const seen = () => (isHidden() ? listener.hidden() : back())
  const events: [
    target: EventTarget | undefined,
    type: string,
    callback: (event: Event) => void,
  ][] = [
    [globalThis, 'online', listener.online],
    [globalThis, 'offline', listener.offline],
    [globalThis, 'pagehide', ifKept(freeze)],
    [globalThis, 'pageshow', ifKept(back)],
    [page, 'visibilitychange', seen],
    [page, 'freeze', freeze],
    [page, 'resume', back],
  ]
  const each = (change: 'addEventListener' | 'removeEventListener') => {
    for (const [target, type, callback] of events) target?.[change]?.(type, callback)
  }
  each('addEventListener')
  return () => each('removeEventListener')
}
