import { getLines, getMessages } from '@microsoft/fetch-event-source/lib/esm/parse.js'
import { EventSourcePolyfill } from 'event-source-polyfill'
import { createParser as createPeer } from 'eventsource-parser'
import { events } from 'fetch-event-stream'
import { createParser } from '@use-event-source/core/tools'

/**
 * Receives every event: its type (the empty string for none), its data, and the id in its own
 * block.
 */
type Sink = (type: string, data: string, id: string) => void

/** Feeds chunks to a new parser, and returns when everything was read. */
export type Read = (chunks: readonly Uint8Array[], sink: Sink) => void | Promise<void>

/**
 * All parsers get the same chunks, as text or as a stream where they need it, converted as an
 * application would.
 */
export const parsers: Readonly<Record<string, Read>> = {
  'eventsource-parser'(chunks, sink) {
    const decoder = new TextDecoder()
    const parser = createPeer({ onEvent: ({ event = '', data, id = '' }) => sink(event, data, id) })
    for (const chunk of chunks) parser.feed(decoder.decode(chunk, { stream: true }))
  },

  'use-event-source'(chunks, sink) {
    const parser = createParser({
      lastEventId: '',
      maxEventSize: 1e9,
      onEvent: ({ type, raw, lastEventId }) =>
        sink(type === 'message' ? '' : type, raw, lastEventId),
      onId() {},
      onComment() {},
      onRetry() {},
      onOverflow() {},
    })
    for (const chunk of chunks) parser.feed(chunk)
  },

  'fetch-event-source'(chunks, sink) {
    const nothing = () => {}
    // It calls back for a block without data, too, which is no event.
    const onLine = getLines(
      getMessages(nothing, nothing, ({ event, data, id }) => data && sink(event, data, id)),
    )
    for (const chunk of chunks) onLine(chunk)
  },

  'event-source-polyfill'(chunks, sink) {
    const source = new EventSourcePolyfill('https://example.test/', {
      Transport: transportOf(chunks),
    })
    const listener = (event: unknown) => {
      const { type, data, lastEventId } = event as MessageEvent<string>
      sink(type === 'message' ? '' : type, data, lastEventId)
    }
    source.addEventListener('message', listener)
    source.addEventListener('price', listener)
    feedNow?.()
    source.close()
  },

  async 'fetch-event-stream'(chunks, sink) {
    for await (const { event = '', data = '', id = '' } of events(new Response(streamOf(chunks)))) {
      sink(event, data, String(id))
    }
  },
}

/** What no parser that makes strings can pass: it decodes, and does nothing else. */
export const bareDecoder: Read = (chunks, sink) => {
  const decoder = new TextDecoder()
  let length = 0
  for (const chunk of chunks) length += decoder.decode(chunk, { stream: true }).length
  sink('', '', String(length))
}

/** Returns a stream that has all its chunks at hand. */
export function streamOf(chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  let next = 0
  return new ReadableStream({
    pull(controller) {
      const chunk = chunks[next++]
      if (chunk) controller.enqueue(chunk)
      else controller.close()
    },
  })
}

let feedNow: (() => void) | null = null

/**
 * The polyfill dials in its constructor, before a listener can be added: its transport waits for
 * `feedNow`.
 */
function transportOf(chunks: readonly Uint8Array[]) {
  type Start = (status: number, statusText: string, contentType: string, headers: Headers) => void
  return class {
    open(_xhr: unknown, onStart: Start, onProgress: (text: string) => void) {
      feedNow = () => {
        onStart(200, '', 'text/event-stream', new Headers())
        const decoder = new TextDecoder()
        for (const chunk of chunks) onProgress(decoder.decode(chunk, { stream: true }))
      }
      return { abort() {} }
    }
  }
}
