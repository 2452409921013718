import type { UIMessage, UIMessageChunk } from 'ai'
import type { WireFormat } from '../server/runServer.ts'

interface ChatRequest {
  /** The id of the chat. */
  readonly id: string
  readonly messages: readonly UIMessage[]
}

/** The deltas of each answer. */
export const words: readonly string[] = Array.from(
  { length: 30 },
  (_, index) => `word ${index} `,
)

/** The text of each answer. */
export const wholeText: string = words.join('')

/** The UI message stream of the AI SDK: a chunk per event, and `[DONE]` at the end. */
export const wire: WireFormat<ChatRequest> = {
  runIdOf: ({ id }) => id,
  answer: ({ id, messages }) =>
    eventsOf([
      { type: 'start', messageId: `answer ${messages.length} of ${id}` },
      { type: 'text-start', id: 'text' },
      ...words.map(
        (delta) => ({ type: 'text-delta', id: 'text', delta }) as const,
      ),
      { type: 'text-end', id: 'text' },
      { type: 'finish' },
    ]),
  stopped: eventsOf([{ type: 'abort', reason: 'stopped' }]),
}

export function eventsOf(chunks: readonly UIMessageChunk[]): string[] {
  return [...chunks.map((chunk) => JSON.stringify(chunk)), '[DONE]'].map(
    (data) => `data: ${data}`,
  )
}
