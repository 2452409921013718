/** What a tab hears of a lock. */
export interface LockListener {
  granted(): void
  /** Another tab has taken it. */
  stolen(): void
  /** The page may have no locks, as in a sandboxed frame. */
  refused(): void
}

/**
 * Waits for a lock that the tabs of a browser have in common, or takes it from whichever tab holds
 * it. It is given back when the signal is aborted.
 */
export function requestLock(
  name: string,
  steal: boolean,
  signal: AbortSignal,
  listener: LockListener,
): void {
  let lost = listener.refused
  const hold = () => {
    // The browser may have granted it in the moment in which it was given up.
    if (signal.aborted) return undefined
    lost = listener.stolen
    listener.granted()
    return new Promise((resolve) => signal.addEventListener('abort', resolve))
  }
  navigator.locks
    .request(name, steal ? { steal } : { signal }, hold)
    .catch(() => signal.aborted || lost())
}
