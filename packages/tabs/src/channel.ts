import { warnOfUncloneable } from '@use-event-source/core/adapter'
import type { Message } from './message.ts'

/** Opens what tabs talk by. A message to a page in the back/forward cache would evict it. */
export function openChannel(name: string, receive: (message: Message) => void): BroadcastChannel {
  const channel = new BroadcastChannel(name)
  channel.onmessage = ({ data }: MessageEvent<Message>) => receive(data)
  return channel
}

export function post(channel: BroadcastChannel, message: Message): void {
  try {
    channel.postMessage(message)
  } catch {
    // Of a transport of the application, which has put more than plain data into a signal.
    warnOfUncloneable()
    channel.postMessage(JSON.parse(JSON.stringify(message)))
  }
}
