import type {
  MessageParam,
  RawMessageStreamEvent,
} from '@anthropic-ai/sdk/resources'
import { createEventSource, json } from '@use-event-source/core'
import type { EventSourceStore, Reducers } from '@use-event-source/core'

interface Events {
  readonly '*': RawMessageStreamEvent
}

export type Message = EventSourceStore<Events>

/** Asks for the next message of a chat. The answer is sent once, and cannot be resumed. */
export const createMessage = (
  messages: readonly MessageParam[],
  url = '/api/messages',
): Message =>
  createEventSource({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ messages }),
    // The same messages sent twice are two questions.
    key: crypto.randomUUID(),
    events: { '*': json<RawMessageStreamEvent>() },
    until({ type, raw }) {
      if (type === 'error') return { failure: JSON.parse(raw).error.message }
      return type === 'message_stop' && 'after'
    },
  })

export interface Answer {
  readonly text: string
  /** Why the answer ends: `end_turn`, or `max_tokens` where it is not whole. */
  readonly stopReason?: string | null
  readonly tokens?: number
}

export const messageReducers: Reducers<Events, Answer> = {
  '*'(answer, { data }) {
    switch (data.type) {
      case 'content_block_delta':
        return data.delta.type === 'text_delta'
          ? { ...answer, text: answer.text + data.delta.text }
          : answer
      case 'message_delta':
        return {
          ...answer,
          stopReason: data.delta.stop_reason,
          tokens: data.usage.output_tokens,
        }
      default:
        // Such as `ping`, which only keeps the stream alive.
        return answer
    }
  },
}
