import { setTimeout as sleep } from 'node:timers/promises'
import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import { CallToolRequestSchema } from '@modelcontextprotocol/sdk/types.js'
import express from 'express'

/** Every tool is a function that may send messages before it is done. */
const tools = {
  async ticks(send, _, signal) {
    for (let n = 1; !signal.aborted; n++) {
      await send(JSON.stringify({ n }))
      await sleep(10)
    }
  },
  async beats(send) {
    await sleep(4000)
    await send('{"n":1}')
  },
  say: (send, { text, times = '1' }) => send(text.repeat(Number(times))),
  page: () => {},
}

let ids = 0
/** Numbers events; a store that replays them has to keep them, too. */
const eventStore = {
  storeEvent: async () => `${++ids}`,
  replayEventsAfter: async () => '',
}

const app = express().use(express.json({ limit: '2mb' }))

app.post('/:tool', async (request, response) => {
  const server = new Server(
    { name: 'app', version: '1.0.0' },
    { capabilities: { tools: {}, logging: {} } },
  )
  server.setRequestHandler(
    CallToolRequestSchema,
    async ({ params }, { sendNotification, signal }) => {
      const send = (data) =>
        sendNotification({ method: 'notifications/message', params: { level: 'info', data } })
      await tools[params.name](send, params.arguments, signal)
      return { content: [{ type: 'text', text: '<p>A page' }] }
    },
  )
  // Without sessions: each request has a server of its own.
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: undefined,
    enableJsonResponse: request.params.tool === 'page',
    keepAliveMs: 100,
    eventStore,
  })
  response.on('close', () => transport.close())
  await server.connect(transport)
  await transport.handleRequest(request, response, request.body)
})

app.listen(Number(process.argv[2]), '127.0.0.1')
