/** What the platform reports of the page and its network. */
export interface NetworkListener {
  /** The network is back. */
  online(): void
  /** The network is gone. */
  offline(): void
  /** The page was hidden, or frozen. */
  hidden(): void
  /** The page is in use again: shown, thawed, or restored from the back/forward cache. */
  wake(): void
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
  const restored = (event: Event) => (event as PageTransitionEvent).persisted && listener.wake()
  const seen = () => (isHidden() ? listener.hidden() : listener.wake())
  const events: [
    target: EventTarget | undefined,
    type: string,
    callback: (event: Event) => void,
  ][] = [
    [globalThis, 'online', listener.online],
    [globalThis, 'offline', listener.offline],
    [globalThis, 'pageshow', restored],
    [page, 'visibilitychange', seen],
    [page, 'freeze', listener.hidden],
    [page, 'resume', listener.wake],
  ]
  const each = (change: 'addEventListener' | 'removeEventListener') => {
    for (const [target, type, callback] of events) target?.[change]?.(type, callback)
  }
  each('addEventListener')
  return () => each('removeEventListener')
}
