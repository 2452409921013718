import { createEventSource, json } from '@use-event-source/core'
import type {
  EventSourceOptions,
  EventSourceStore,
  Reducers,
} from '@use-event-source/core'
import type { ResponseStreamEvent } from 'openai/resources/responses/responses'

interface Events {
  readonly '*': ResponseStreamEvent
}

export type ModelResponse = EventSourceStore<Events>

export interface Question {
  /** The same after a reload, so that its response is found again. */
  readonly id: string
  readonly input: string
}

interface ResponseOptions extends Pick<
  EventSourceOptions<Events>,
  'client' | 'resume'
> {
  readonly url?: string
}

/**
 * Asks a model that answers in the background: a cut is bridged, and with `resume` a reloaded page
 * shows the same response.
 */
export const createResponse = (
  { id, input }: Question,
  { url = '/api/responses', ...options }: ResponseOptions = {},
): ModelResponse =>
  createEventSource({
    ...options,
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ input }),
    key: id,
    events: { '*': json<ResponseStreamEvent>() },
    // The first event names the response, and all of them are numbered.
    idOf({ raw }, previous) {
      const event = JSON.parse(raw) as ResponseStreamEvent
      const response =
        event.type === 'response.created'
          ? event.response.id
          : responseIdOf(previous)
      return `${response}:${event.sequence_number}`
    },
    reconnectWith({ lastEventId, event }) {
      const [response, number] = lastEventId.split(':')
      if (!number) return null
      // A reloaded page has no text yet, so it reads the response from its beginning.
      const query = event ? `?after=${number}` : ''
      return { method: 'GET', url: `${url}/${response}${query}` }
    },
    until({ raw }) {
      const event = JSON.parse(raw) as ResponseStreamEvent
      switch (event.type) {
        case 'response.completed':
        case 'response.incomplete':
          return 'after'
        case 'response.failed':
          return { failure: event.response.error?.message ?? 'failed' }
        case 'error':
          return { failure: event.message }
        default:
          return false
      }
    },
  })

/** Closing hangs up, and the model writes on. This stops it. */
export async function cancelResponse(
  response: ModelResponse,
  url = '/api/responses',
): Promise<void> {
  const id = responseIdOf(response.getSnapshot().lastEventId)
  response.close()
  if (id) await fetch(`${url}/${id}/cancel`, { method: 'POST' })
}

const responseIdOf = (lastEventId: string) => lastEventId.split(':')[0]

export interface ResponseText {
  readonly text: string
  /** Why it is not whole, such as `max_output_tokens`. */
  readonly incomplete?: string | undefined
}

export const responseReducers: Reducers<Events, ResponseText> = {
  '*'(response, { data }) {
    switch (data.type) {
      case 'response.output_text.delta':
        return { text: response.text + data.delta }
      case 'response.incomplete':
        return {
          ...response,
          incomplete: data.response.incomplete_details?.reason,
        }
      default:
        return response
    }
  },
}
