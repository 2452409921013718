import { createEventSource, json } from '@use-event-source/core'
import type { EventSourceOptions, EventSourceStore } from '@use-event-source/core'
import type {
  ChatCompletionChunk,
  ChatCompletionMessageParam,
} from 'openai/resources'

interface Events {
  readonly message: ChatCompletionChunk
}

export type ChatCompletion = EventSourceStore<Events>

interface CompletionOptions extends Pick<EventSourceOptions<Events>, 'client'> {
  readonly url?: string
}

/** Asks for the next message of a chat. The answer is sent once, and cannot be resumed. */
export const completeChat = (
  messages: readonly ChatCompletionMessageParam[],
  { url = '/api/chat', ...options }: CompletionOptions = {},
): ChatCompletion =>
  createEventSource({
    ...options,
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ messages }),
    // The same messages sent twice are two questions.
    key: crypto.randomUUID(),
    events: { message: json<ChatCompletionChunk>() },
    until({ raw }) {
      if (raw.startsWith('[DONE]')) return true
      const { error } = JSON.parse(raw) as { error?: { message: string } }
      return error ? { failure: error.message } : false
    },
  })

export interface Completion {
  readonly text: string
  /** Why the answer ends: `stop`, or `length` where it is not whole. */
  readonly finishReason?: string | undefined
  readonly tokens?: number | undefined
}

export const completionReducers = {
  message(
    completion: Completion,
    { data: { choices, usage } }: { readonly data: ChatCompletionChunk },
  ): Completion {
    // The chunk with the usage is the last one, and has no choices.
    const [choice] = choices
    return {
      text: completion.text + (choice?.delta.content ?? ''),
      finishReason: choice?.finish_reason ?? completion.finishReason,
      tokens: usage?.total_tokens ?? completion.tokens,
    }
  },
}
