import { warnOfUncloneable } from '@use-event-source/core/adapter'
import type { Message } from './message.ts'

/** How tabs talk to each other. A message to a page in the back/forward cache would evict it. */
export interface Channel {
  open(): void
  close(): void
  readonly post: (message: Message) => void
}

/** @param name Without one there is nothing to talk to. */
export function createChannel(name: string | null, receive: (message: Message) => void): Channel {
  let channel: BroadcastChannel | null = null
  return {
    open() {
      if (!name) return
      channel = new BroadcastChannel(name)
      channel.onmessage = ({ data }: MessageEvent<Message>) => receive(data)
    },
    close() {
      channel?.close()
      channel = null
    },
    post(message) {
      try {
        channel?.postMessage(message)
      } catch {
        // Of a transport of the application, which has put more than plain data into a signal.
        warnOfUncloneable()
        channel?.postMessage(JSON.parse(JSON.stringify(message)))
      }
    },
  }
}
