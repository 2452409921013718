import { openChannel, post } from './channel.ts'
import { requestLock } from './lock.ts'
import type { Message } from './message.ts'

/** The place of a tab among those that share a stream. */
export interface Place {
  post(message: Message): void
  /** Takes the lock from the tab that holds it. */
  steal(): void
  leave(): void
}

/** What a tab hears in its place. */
export interface PlaceListener {
  message(message: Message): void
  /** Some seconds have passed. */
  tick(): void
  /** The tab holds the lock. */
  granted(): void
  /** Another tab has taken it. */
  stolen(): void
  /** The page may have no locks, as in a sandboxed frame. */
  refused(): void
}

/** Lets a tab hear the others, and waits for the lock, which one of them has. */
export function takePlace(name: string, listener: PlaceListener): Place {
  const presence = new AbortController()
  const channel = openChannel(name, listener.message)
  // At a time of its own in each tab, so that not all of them ask at one moment.
  const timer = setInterval(listener.tick, 5000 + 2500 * Math.random())
  const lock = (steal: boolean) => requestLock(name, steal, presence.signal, listener)
  lock(false)
  return {
    post: (message) => post(channel, message),
    steal: () => lock(true),
    leave() {
      presence.abort()
      channel.close()
      clearInterval(timer)
    },
  }
}
