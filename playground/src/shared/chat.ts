import { createEventSource, json } from '@use-event-source/core'
import { watch } from './watched.ts'
import type { Delta } from './wire.ts'

/** One question and the request that answers it. */
export interface Turn {
  readonly id: number
  readonly prompt: string
  readonly answer: ReturnType<typeof createAnswer>
}

function createAnswer(prompt: string) {
  return createEventSource({
    url: '/api/chat',
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ prompt }),
    events: { message: json<Delta>() },
    until: (event) => event.raw === '[DONE]',
    // Both pages may ask the same thing, and each wants an answer of its own.
    key: crypto.randomUUID(),
    // No policy for retrying: nothing is asked twice, but what broke is resumed, because the tokens have ids.
  })
}

let turns = 0

export function ask(prompt: string): Turn {
  const answer = createAnswer(prompt)
  watch({ name: 'chat', source: answer, canClose: true })
  return { id: ++turns, prompt, answer }
}

export interface Answer {
  readonly text: string
  /** Whether the server has said that this is all. Otherwise it can be resumed. */
  readonly isComplete: boolean
}

export const noAnswer: Answer = { text: '', isComplete: false }

/** Adds the tokens up to the text. */
export const answerReducers = {
  message: ({ text }: Answer, { data }: { data: Delta }): Answer => ({
    text: text + data.delta,
    isComplete: data.finish === 'stop',
  }),
}

export const suggestions = [
  'How does it reconnect?',
  'Why not a WebSocket?',
  'What if ten thousand events come at once?',
] as const
