import { createEventSource, json, text } from '@use-event-source/core'
import type { EventSourceStore, Transport } from '@use-event-source/core'

type Answer = EventSourceStore<{ token: string; done: string }>

export function ask(prompt: string, transport: Transport): Answer {
  return createEventSource({
    url: '/api/answers',
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ prompt }),
    // The same words asked twice are two questions.
    key: crypto.randomUUID(),
    events: { token: json<string>(), done: text },
    // A POST is not sent again by itself. The rest of its answer is found by the last event ID.
    reconnectWith: () => ({ method: 'GET' }),
    transport,
  })
}

export const answerReducers = {
  token: (answer: string, event: { data: string }) => answer + event.data,
}
