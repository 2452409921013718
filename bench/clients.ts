import { fetchEventSource } from '@microsoft/fetch-event-source'
import { createEventSource, createRegistry, fetchTransport, text } from '@use-event-source/core'
import { EventSourcePlus } from 'event-source-plus'
import { EventSourcePolyfill } from 'event-source-polyfill'
import { EventSource } from 'eventsource'
import { createEventSource as createClient } from 'eventsource-client'
import { streamOf } from './parsers.ts'

/** Hears the type, the data and the last event ID of each event, and answers `true` when it has heard enough. */
type Listener = (type: string, data: string, id: string) => boolean

/** Follows a stream of `message` and `price` events until its listener has heard enough. */
export type Follow = (chunks: readonly Uint8Array[], listener: Listener) => Promise<void>

const url = 'http://localhost/stream'

/** Everybody dials with the same fetch, which answers at once with a stream that has all its chunks at hand. */
const fetchOf = (chunks: readonly Uint8Array[]) => async (): Promise<Response> =>
  new Response(streamOf(chunks), { headers: { 'content-type': 'text/event-stream' } })

export const clients: Readonly<Record<string, Follow>> = {
  'use-event-source': (chunks, listener) =>
    new Promise((resolve) => {
      const source = createEventSource({
        url,
        events: { message: text, price: text },
        transport: fetchTransport({ fetch: fetchOf(chunks) }),
        registry: createRegistry(),
        retry: false,
      })
      const hear = ({ type, raw, lastEventId }: { type: string; raw: string; lastEventId: string }) => {
        if (!listener(type, raw, lastEventId)) return
        source.close()
        resolve()
      }
      source.on('message', hear)
      source.on('price', hear)
    }),

  eventsource: (chunks, listener) =>
    new Promise((resolve) => {
      const source = new EventSource(url, { fetch: fetchOf(chunks) })
      const hear = ({ type, data, lastEventId }: MessageEvent<string>) => {
        if (!listener(type, data, lastEventId)) return
        source.close()
        resolve()
      }
      source.addEventListener('message', hear)
      source.addEventListener('price', hear)
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
      const controller = new EventSourcePlus(url, { fetch: fetchOf(chunks), retryStrategy: 'on-error' }).listen({
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
      const hear = (event: unknown) => {
        const { type, data, lastEventId } = event as MessageEvent<string>
        if (!listener(type, data, lastEventId)) return
        source.close()
        resolve()
      }
      source.addEventListener('message', hear)
      source.addEventListener('price', hear)
    }),
}

type Start = (status: number, statusText: string, contentType: string | null, headers: Headers) => void

/** What the polyfill does with the fetch that it has found as it was loaded: it takes no other, but it takes a transport. */
function transportOver(fetch: () => Promise<Response>) {
  return class {
    open(_xhr: unknown, onStart: Start, onProgress: (text: string) => void, onFinish: (error?: Error) => void) {
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

/** Runs what needs a window and a document, though it does nothing with them here. */
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
