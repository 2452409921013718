import { createEventSource, eventsOf, json } from '@use-event-source/core'
import type { ConnectionOptions, EventSourceStore } from '@use-event-source/core'
import type { ChatTransport, UIMessage, UIMessageChunk } from 'ai'
import { continueAt } from '../shared/continueAt.ts'

export type Answer = EventSourceStore<{ message: UIMessageChunk }>

const urlOf = (api: string, chatId: string) =>
  `${api}/${encodeURIComponent(chatId)}/stream`

/**
 * A transport of the AI SDK whose answers go on after a lost connection and after a reload. It asks
 * the same routes as `DefaultChatTransport`.
 *
 * @param onAnswer Called with the store of each answer, whose status may be shown beside the chat.
 */
export function resumingTransport<Message extends UIMessage>(
  api: string,
  onAnswer?: (answer: Answer) => void,
): ChatTransport<Message> {
  function open(run: string, request: ConnectionOptions, signal?: AbortSignal) {
    const answer = createAnswer(run, request, signal)
    onAnswer?.(answer)
    return answer
  }

  return {
    resumeStreamIsReplay: true,
    async sendMessages({ chatId: id, abortSignal, headers, body, ...message }) {
      const { messages, messageId, trigger } = message
      const request = {
        url: api,
        method: 'POST',
        headers: Object.fromEntries([
          ...new Headers(headers),
          ['content-type', 'application/json'],
        ]),
        body: JSON.stringify({ ...body, id, messages, messageId, trigger }),
      }
      return streamOf(open(urlOf(api, id), request, abortSignal))
    },
    async reconnectToStream({ abortSignal, chatId, headers }) {
      const url = urlOf(api, chatId)
      const answer = open(url, { url, headers }, abortSignal)
      const stream = streamOf(answer)
      return (await isNothingToResume(answer)) ? null : stream
    },
  }
}

/** Stops the answer on the server: `stop()` of the chat only closes the connection. */
export async function stopAnswer(api: string, chatId: string): Promise<void> {
  await fetch(urlOf(api, chatId), { method: 'DELETE' })
}

function createAnswer(
  run: string,
  request: ConnectionOptions,
  signal?: AbortSignal,
): Answer {
  return createEventSource({
    ...request,
    ...continueAt(run),
    events: { message: json<UIMessageChunk>() },
    until: ({ raw }) => raw === '[DONE]',
    signal,
  })
}

function streamOf(answer: Answer): ReadableStream<UIMessageChunk> {
  const chunks = eventsOf(answer, 'message')
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(value.data)
    },
    cancel: () => answer.close(),
  })
}

/** Waits for the first answer of the server, which is 204 where no answer is being written. */
function isNothingToResume(answer: Answer): Promise<boolean> {
  return new Promise((resolve) => {
    const leave = answer.subscribe(() => {
      const { status, failure } = answer.getSnapshot()
      if (status !== 'open' && status !== 'closed') return
      leave()
      resolve(failure?.status === 204)
    })
  })
}
