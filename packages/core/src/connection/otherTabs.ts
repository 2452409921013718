import { hashOf } from '../platform/hash.ts'

/** The clients with the same key in the other tabs. */
export interface OtherTabs {
  /** Lets them clear this one: a page from its first stream on, a server while it holds one. */
  listen(): void
  stopListening(): void
  /** Clears them. */
  clear(): void
}

/** Connects a client with those of its key in other tabs. Without a key there are none. */
export function createOtherTabs(key: () => string, onClear: () => void): OtherTabs {
  let listening: { readonly name: string; readonly channel: BroadcastChannel } | null = null

  function stopListening() {
    listening?.channel.close()
    listening = null
  }

  return {
    stopListening,
    listen() {
      const name = nameFor(key())
      if (listening?.name === name) return
      stopListening()
      if (!name || typeof BroadcastChannel !== 'function') return
      const channel = new BroadcastChannel(name)
      // A key that is a function may name another user by now.
      channel.onmessage = () => name === nameFor(key()) && onClear()
      // In Node a channel must not keep the process alive.
      ;(channel as { unref?(): void }).unref?.()
      listening = { name, channel }
    },
    clear() {
      const name = nameFor(key())
      if (!name || typeof BroadcastChannel !== 'function') return
      // By its own channel, which does not hear what it sends: the message would come late, and clear
      // what has begun since.
      const channel = new BroadcastChannel(name)
      channel.postMessage('clear')
      channel.close()
    },
  }
}

/** The name of the channel. The key stands in it as a hash, because it may name a person. */
const nameFor = (key: string) => key && `use-event-source ${hashOf(key)}`
