import { openChannel, post } from './channel.ts'
import { requestLock } from './lock.ts'
import type { LockListener } from './lock.ts'
import type { Message } from './message.ts'
import type { Peer } from './peer.ts'

/** The place of a tab among those that share a stream. */
export interface Place {
  post(message: Message): void
  /** Takes the lock from the tab that holds it. */
  steal(): void
  leave(): void
}

/** Lets a tab hear the others and the time, and waits for the lock, which one of them has. */
export function takePlace(name: string, send: Peer['send'], listener: LockListener): Place {
  const presence = new AbortController()
  const channel = openChannel(name, (message) => send(...message))
  // At a time of its own in each tab, so that not all of them ask at one moment.
  const timer = setInterval(() => send('tick'), 5000 + 2500 * Math.random())
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
