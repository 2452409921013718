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
    retry: false,
  })
}

let turns = 0

export function ask(prompt: string): Turn {
  const answer = createAnswer(prompt)
  watch({ name: 'chat', source: answer, canClose: true })
  return { id: ++turns, prompt, answer }
}

export const noText = ''

/** Adds the tokens up to the text. */
export const textReducers = {
  message: (text: string, event: { data: Delta }) => text + event.data.delta,
}

export const suggestions = [
  'How does it reconnect?',
  'Why not a WebSocket?',
  'What if ten thousand events come at once?',
] as const
