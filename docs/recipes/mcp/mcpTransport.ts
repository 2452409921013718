import type {
  Transport,
  TransportSendOptions,
} from '@modelcontextprotocol/sdk/shared/transport.js'
import {
  isInitializedNotification,
  isJSONRPCErrorResponse,
  isJSONRPCRequest,
  isJSONRPCResultResponse,
  JSONRPCMessageSchema,
} from '@modelcontextprotocol/sdk/types.js'
import type {
  CancelledNotification,
  JSONRPCMessage,
  RequestId,
} from '@modelcontextprotocol/sdk/types.js'
import {
  backoff,
  createEventSource,
  eventsOf,
  fetchTransport,
} from '@use-event-source/core'
import type {
  EventSourceOptions,
  EventSourceStore,
  Failure,
} from '@use-event-source/core'
import { createSessionFetch } from './mcpSession.ts'
import type { McpSession } from './mcpSession.ts'

interface Events {
  readonly message: JSONRPCMessage | null
}

export interface McpTransport extends Transport {
  /** Ends the session on the server. */
  terminateSession(): Promise<void>
}

export interface McpTransportOptions {
  /** Of a page that was reloaded. It is kept up to date. */
  readonly session?: McpSession
  /** Returns the value of the header, for each request. */
  readonly authorization?: () => Promise<string>
}

const headers = {
  accept: 'application/json, text/event-stream',
  'content-type': 'application/json',
}

/**
 * Streamable HTTP for the client of the MCP SDK. Each request is a stream that ends with its answer,
 * and one more brings what the server says by itself. Streams that break go on after their last event.
 */
export function createMcpTransport(
  url: string,
  { session = {}, authorization }: McpTransportOptions = {},
): McpTransport {
  /** By the request that they answer; that of the server has none. */
  const streams = new Map<RequestId | null, EventSourceStore<Events>>()
  const sessionFetch = createSessionFetch(
    session,
    authorization,
    () => void close(),
  )
  const throughSession = fetchTransport({ fetch: sessionFetch as typeof fetch })

  async function read(
    request: RequestId | null,
    options: Partial<EventSourceOptions<Events>>,
    { onresumptiontoken }: TransportSendOptions = {},
  ) {
    const stream = createEventSource({
      ...options,
      url,
      headers,
      transport: throughSession,
      // Shared with no other stream.
      key: crypto.randomUUID(),
      events: { message: messageIn },
      onInvalid: (_, { message }) => transport.onerror?.(new Error(message)),
    })
    streams.set(request, stream)
    try {
      for await (const { data: message, lastEventId } of eventsOf(stream)) {
        // Closed meanwhile: a page that comes back asks for the rest.
        if (!streams.has(request)) break
        // Resumed after a reload, it has the ID of the request that was sent before.
        if (message)
          transport.onmessage?.(
            isAnswer(message) ? { ...message, id: request! } : message,
          )
        if (lastEventId) onresumptiontoken?.(lastEventId)
      }
    } finally {
      streams.delete(request)
    }
  }

  /** Reads what the server says by itself, where it does so. */
  function readServer() {
    const delay = backoff()
    const retry: typeof delay = (context) =>
      // The server has not noticed yet that the stream before is gone.
      context.failure.status === 409 ? 1000 : delay(context)
    const { lastEventId } = session
    const onresumptiontoken = (id: string) => (session.lastEventId = id)
    read(null, { retry, lastEventId }, { onresumptiontoken }).catch(
      (error: Error) => {
        const failure = error.cause as Failure | undefined
        if (failure?.status !== 405) transport.onerror?.(error)
      },
    )
  }

  /** Sends what has no answer: a notification, or an answer of the client. */
  async function post(message: JSONRPCMessage) {
    const body = JSON.stringify(message)
    const { ok, status } = await sessionFetch(url, {
      method: 'POST',
      headers,
      body,
    })
    if (!ok) throw new Error(`The server answered ${status}.`)
    if (isInitializedNotification(message)) readServer()
    const { method, params } = message as Partial<CancelledNotification>
    // The server does not answer what was cancelled.
    if (method === 'notifications/cancelled')
      streams.get(params?.requestId ?? '')?.close()
  }

  async function close() {
    for (const stream of streams.values()) stream.close()
    streams.clear()
    transport.onclose?.()
  }

  const transport: McpTransport = {
    get sessionId() {
      return session.id
    },
    setProtocolVersion: (version) => (session.protocolVersion = version),
    async start() {
      // After a reload nothing is initialized.
      if (session.id) readServer()
    },
    async send(message, options) {
      if (!isJSONRPCRequest(message)) return post(message)
      const { resumptionToken } = options ?? {}
      const until: EventSourceOptions<Events>['until'] = ({ raw }) =>
        isAnswer(messageIn(raw)) && 'after'
      if (resumptionToken)
        return read(message.id, { lastEventId: resumptionToken, until }, options)
      await read(
        message.id,
        {
          method: 'POST',
          body: JSON.stringify(message),
          until,
          // Without an ID the server cannot go on, and the request must not be sent twice.
          reconnectWith: ({ lastEventId }) =>
            lastEventId ? { method: 'GET' } : null,
        },
        options,
      )
    },
    async terminateSession() {
      await sessionFetch(url, { method: 'DELETE' })
      session.id = undefined
    },
    close,
  }
  return transport
}

/** The message of an event. One without data only has an ID. */
const messageIn = (data: string) =>
  data ? JSONRPCMessageSchema.parse(JSON.parse(data)) : null

const isAnswer = (message: unknown) =>
  isJSONRPCResultResponse(message) || isJSONRPCErrorResponse(message)
