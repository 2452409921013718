import type { PlaceListener } from './place.ts'

/**
 * Waits for a lock that the tabs of a browser have in common, or takes it from whichever tab holds
 * it. It is given back when the signal is aborted.
 */
export function requestLock(
  name: string,
  steal: boolean,
  signal: AbortSignal,
  { granted, stolen, refused }: Pick<PlaceListener, 'granted' | 'stolen' | 'refused'>,
): void {
  let lost = refused
  const hold = () => {
    // The browser may have granted it in the moment in which it was given up.
    if (signal.aborted) return undefined
    lost = stolen
    granted()
    return new Promise((resolve) => signal.addEventListener('abort', resolve))
  }
  navigator.locks.request(name, steal ? { steal } : { signal }, hold).catch(() => {
    if (!signal.aborted) lost()
  })
}
