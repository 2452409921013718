import { warnOfUncloneable } from '@use-event-source/core/adapter'
import type { Message } from './message.ts'
import type { Peer } from './peer.ts'

/** The place of a tab among those that share a stream. */
export interface Place {
  post(message: Message): void
  /** Takes the lock from the tab that holds it. */
  steal(): void
  leave(): void
}

/**
 * Lets a tab hear the others and the time, and waits for the lock, which one of them has.
 *
 * @param lostLock Called when another tab has taken the lock, or where the page may have none, as in
 *   a sandboxed frame.
 */
export function takePlace(name: string, send: Peer['send'], lostLock: () => void): Place {
  const presence = new AbortController()
  const { signal } = presence
  const channel = new BroadcastChannel(name)
  channel.onmessage = ({ data }) => send(...(JSON.parse(data) as Message))
  // At a time of its own in each tab, so that not all of them ask at one moment.
  const timer = setInterval(() => send('tick'), 5000 + 2500 * Math.random())

  function requestLock(options: LockOptions) {
    const hold = () => {
      // The browser may have granted it in the moment in which it was given up.
      if (signal.aborted) return undefined
      send('granted')
      return new Promise((resolve) => (signal.onabort = resolve))
    }
    navigator.locks.request(name, options, hold).catch(() => signal.aborted || lostLock())
  }

  requestLock({ signal })
  return {
    post(message) {
      warnOfUncloneable(message)
      try {
        // A text costs a tenth of a clone of its many objects.
        channel.postMessage(JSON.stringify(message))
      } catch {
        // The channel is closed, or a transport of the application has put more than plain data
        // into a signal.
      }
    },
    steal: () => requestLock({ steal: true }),
    // The channel, too: a message to a page in the back/forward cache would evict it.
    leave() {
      presence.abort()
      channel.close()
      clearInterval(timer)
    },
  }
}
