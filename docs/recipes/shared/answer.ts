import { backoff, createEventSource, json, text } from '@use-event-source/core'
import type { EventSourceStore, Transport } from '@use-event-source/core'

/** The answer to one question, as it is written. */
export type Answer = EventSourceStore<{ token: string; done: string }>

/**
 * Asks a language model. The server numbers its tokens, so that `close()` is a pause: after `connect()` the same request
 * is sent again with the last event ID, and the answer continues after the last token that was read.
 */
export function ask(prompt: string, transport?: Transport): Answer {
  return createEventSource({
    url: '/api/answers',
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ prompt }),
    // The same words asked twice are two questions.
    key: crypto.randomUUID(),
    events: { token: json<string>(), done: text },
    // A POST is not sent again by itself. This server continues behind the last event ID, so it may be.
    retry: backoff(),
    transport,
  })
}

export const answerReducers = {
  token: (answer: string, event: { data: string }) => answer + event.data,
}
