import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import type { EventStore } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'

interface Session {
  readonly server: McpServer
  readonly transport: WebStandardStreamableHTTPServerTransport
}

/** The SDK's own server, with a session for each client. */
export function createMcpServer() {
  const sessions = new Map<string, Session>()

  async function open() {
    const server = new McpServer({ name: 'counter', version: '1.0.0' }, { capabilities: { logging: {} } })
    server.registerTool('count', {}, async ({ sendNotification, closeSSEStream }) => {
      for (let data = 1; data <= 6; data++) {
        await sendNotification({ method: 'notifications/message', params: { level: 'info', data } })
        if (data === 3 && fake.hangsUp) closeSSEStream?.()
      }
      return { content: [{ type: 'text', text: 'counted to 6' }] }
    })
    server.registerTool('wait', {}, () => new Promise(() => {}))
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => crypto.randomUUID(),
      enableJsonResponse: fake.answersInJson,
      retryInterval: 1,
      ...(fake.remembers && { eventStore: createEventStore() }),
      onsessioninitialized: (id) => void sessions.set(id, { server, transport }),
      onsessionclosed: (id) => void sessions.delete(id),
    })
    await server.connect(transport)
    return transport
  }

  const fake = {
    sessions,
    /** Whether it ends streams on purpose, so that it holds no socket while it works. */
    hangsUp: false,
    answersInJson: false,
    /** Whether it keeps what it sent, so that streams can be resumed. */
    remembers: true,
    async handle(request: Request): Promise<Response> {
      const id = request.headers.get('mcp-session-id')
      const transport = id ? sessions.get(id)?.transport : await open()
      return transport ? transport.handleRequest(request) : new Response(null, { status: 404 })
    },
  }
  return fake
}

/** Keeps events in their order. That of the SDK's examples mixes those of one millisecond. */
function createEventStore(): EventStore {
  const events: { streamId: string; message: any }[] = []
  return {
    async storeEvent(streamId, message) {
      return String(events.push({ streamId, message }))
    },
    async replayEventsAfter(lastEventId, { send }) {
      const { streamId } = events[Number(lastEventId) - 1]!
      for (const [index, event] of events.entries())
        if (index >= Number(lastEventId) && event.streamId === streamId) await send(String(index + 1), event.message)
      return streamId
    },
  }
}
