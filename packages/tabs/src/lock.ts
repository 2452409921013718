/** What a tab hears of a lock. */
export interface LockListener {
  granted(): void
  /** Another tab has taken it. */
  stolen(): void
  /** The page may have no locks, as in a sandboxed frame. */
  refused(): void
}

export interface Lock {
  /** Waits until it is granted. */
  queue(): void
  /** Takes it from whichever tab holds it. */
  steal(): void
  /** Gives it back, or no longer waits for it. */
  unlock(): void
}

/** Makes a lock that the tabs of a browser have in common. At most one of them holds it. */
export function createLock(name: string, listener: LockListener): Lock {
  /** Ends what was asked for last: to wait, or to hold. */
  let end = () => {}

  function request(steal: boolean) {
    end()
    const controller = new AbortController()
    let isOver = false
    let isHeld = false
    let release = () => {}
    end = () => {
      isOver = true
      // A platform that has granted it already ignores the signal.
      if (!isHeld) controller.abort()
      release()
    }
    const hold = () => {
      if (isOver) return undefined
      isHeld = true
      const held = new Promise<void>((resolve) => (release = resolve))
      listener.granted()
      return held
    }
    const options = steal ? { steal } : { signal: controller.signal }
    navigator.locks.request(name, options, hold).catch(() => {
      if (isOver) return
      isOver = true
      if (isHeld) listener.stolen()
      else listener.refused()
    })
  }

  return {
    queue: () => request(false),
    steal: () => request(true),
    unlock: () => end(),
  }
}
