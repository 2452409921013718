import { createEventSource, json, text } from '@use-event-source/core'
import type {
  EventSourceClient,
  ConnectionOptions,
  EventSourceStore,
} from '@use-event-source/core'
import { continueAt } from '../shared/continueAt.ts'

/** The answer to one question, as it is written. Its last event is `done`. */
export type Answer = EventSourceStore<{ token: string; done: string }>

/** The page chooses the id of a question, so that it finds the answer again after a reload. */
export interface Question {
  readonly id: string
  readonly prompt: string
}

/** Where answers are written, whether or not a page listens. */
export function createAnswers(api: string, client?: EventSourceClient) {
  const urlOf = (id: string) => `${api}/${encodeURIComponent(id)}`

  const createAnswer = (id: string, request: ConnectionOptions): Answer =>
    createEventSource({
      client,
      ...request,
      ...continueAt(urlOf(id)),
      events: { token: json<string>(), done: text },
      until: ({ type }) => type === 'done' && 'after',
    })

  return {
    /** Sends a question. */
    ask: ({ id, prompt }: Question): Answer =>
      createAnswer(id, {
        url: api,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ id, prompt }),
      }),
    /** Reads the answer to a question that was sent before, from its beginning. */
    resume: ({ id }: Question): Answer => createAnswer(id, { url: urlOf(id) }),
    /** Stops an answer on the server: a closed connection does not. */
    stop: ({ id }: Question): Promise<Response> =>
      fetch(urlOf(id), { method: 'DELETE' }),
  }
}
