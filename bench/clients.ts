import { fetchEventSource } from '@microsoft/fetch-event-source'
import {
  createEventSource,
  createEventSourceClient,
  fetchTransport,
  text,
} from '@use-event-source/core'
import { EventSourcePlus } from 'event-source-plus'
import { EventSourcePolyfill } from 'event-source-polyfill'
import { EventSource } from 'eventsource'
import { createEventSource as createClient } from 'eventsource-client'
import { streamOf } from './parsers.ts'

/**
 * Receives the type, the data and the last event ID of each event, and returns `true` when it needs
 * no more.
 */
type Listener = (type: string, data: string, id: string) => boolean

/** Follows a stream of `message` and `price` events until its listener needs no more. */
export type Follow = (chunks: readonly Uint8Array[], listener: Listener) => Promise<void>

const url = 'http://localhost/stream'

/**
 * All clients dial with the same fetch, whose response is a stream that has all its chunks at hand.
 */
const fetchOf = (chunks: readonly Uint8Array[]) => async (): Promise<Response> =>
  new Response(streamOf(chunks), { headers: { 'content-type': 'text/event-stream' } })

/** What the others are compared with: the fastest peer. */
export const referenceClient = 'eventsource-client'

export const clients: Readonly<Record<string, Follow>> = {
  'use-event-source': (chunks, listener) =>
    new Promise((resolve) => {
      const source = createEventSource({
        url,
        events: { message: text, price: text },
        transport: fetchTransport({ fetch: fetchOf(chunks) }),
        client: createEventSourceClient(),
        retry: false,
      })
      const receive = ({
        type,
        raw,
        lastEventId,
      }: {
        type: string
        raw: string
        lastEventId: string
      }) => {
        if (!listener(type, raw, lastEventId)) return
        source.close()
        resolve()
      }
      source.on('message', receive)
      source.on('price', receive)
    }),

  eventsource: (chunks, listener) =>
    new Promise((resolve) => {
      const source = new EventSource(url, { fetch: fetchOf(chunks) })
      const receive = ({ type, data, lastEventId }: MessageEvent<string>) => {
        if (!listener(type, data, lastEventId)) return
        source.close()
        resolve()
      }
      source.addEventListener('message', receive)
      source.addEventListener('price', receive)
    }),

  'eventsource-client': (chunks, listener) =>
    new Promise((resolve) => {
      const source = createClient({
        url,
        fetch: fetchOf(chunks),
        onMessage({ event = 'message', data, id = '' }) {
          if (!listener(event, data, id)) return
          source.close()
          resolve()
        },
      })
    }),

  '@microsoft/fetch-event-source': (chunks, listener) => {
    const controller = new AbortController()
    return asPage(() =>
      fetchEventSource(url, {
        fetch: fetchOf(chunks),
        signal: controller.signal,
        openWhenHidden: true,
        onmessage({ event, data, id }) {
          if (listener(event || 'message', data, id)) controller.abort()
        },
      }),
    )
  },

  'event-source-plus': (chunks, listener) =>
    new Promise((resolve) => {
      const controller = new EventSourcePlus(url, {
        fetch: fetchOf(chunks),
        retryStrategy: 'on-error',
      }).listen({
        onMessage({ event, data, id = '' }) {
          if (!listener(event, data, id)) return
          controller.abort()
          resolve()
        },
      })
    }),

  'event-source-polyfill': (chunks, listener) =>
    new Promise((resolve) => {
      const source = new EventSourcePolyfill(url, { Transport: transportOver(fetchOf(chunks)) })
      const receive = (event: unknown) => {
        const { type, data, lastEventId } = event as MessageEvent<string>
        if (!listener(type, data, lastEventId)) return
        source.close()
        resolve()
      }
      source.addEventListener('message', receive)
      source.addEventListener('price', receive)
    }),
}

type Start = (
  status: number,
  statusText: string,
  contentType: string | null,
  headers: Headers,
) => void

/**
 * Does with a fetch what the polyfill does with the global one: it accepts a transport, and no
 * fetch.
 */
function transportOver(fetch: () => Promise<Response>) {
  return class {
    open(
      _xhr: unknown,
      onStart: Start,
      onProgress: (text: string) => void,
      onFinish: (error?: Error) => void,
    ) {
      let aborted = false
      async function read() {
        const response = await fetch()
        const reader = (response.body as ReadableStream<Uint8Array>).getReader()
        const decoder = new TextDecoder()
        onStart(200, '', response.headers.get('content-type'), response.headers)
        for (let part = await reader.read(); !part.done && !aborted; part = await reader.read()) {
          onProgress(decoder.decode(part.value, { stream: true }))
        }
        onFinish()
      }
      read().catch(onFinish)
      return { abort: () => void (aborted = true) }
    }
  }
}

/** Runs code that needs a window and a document, with ones that do nothing. */
async function asPage<Value>(run: () => Promise<Value>): Promise<Value> {
  const page: Record<string, unknown> = {
    window: globalThis,
    document: { addEventListener() {}, removeEventListener() {} },
  }
  Object.assign(globalThis, page)
  try {
    return await run()
  } finally {
    for (const name of Object.keys(page)) Reflect.deleteProperty(globalThis, name)
  }
}
