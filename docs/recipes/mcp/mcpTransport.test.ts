import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { CallToolResultSchema, LoggingMessageNotificationSchema } from '@modelcontextprotocol/sdk/types.js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { eventually } from '../eventually.test.helper.ts'
import { serveHandler } from '../serveHandler.test.helper.ts'
import type { HandlerServer } from '../serveHandler.test.helper.ts'
import { createMcpServer } from './mcpServer.test.helper.ts'
import type { McpSession } from './mcpSession.ts'
import { createMcpTransport } from './mcpTransport.ts'

let mcp: ReturnType<typeof createMcpServer>
let server: HandlerServer
const clients: Client[] = []
beforeEach(async () => {
  mcp = createMcpServer()
  server = await serveHandler(mcp.handle)
})
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close()
  await server.close()
})

/** Opens a page, or opens it again where the session has begun already. */
async function openPage(session: McpSession = {}) {
  const transport = createMcpTransport(`${server.origin}/mcp`, { session })
  const client = new Client({ name: 'page', version: '1.0.0' })
  clients.push(client)
  const counts: unknown[] = []
  const errors: Error[] = []
  client.onerror = (error) => errors.push(error)
  client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) => void counts.push(params.data))
  await client.connect(transport)
  return { client, transport, session, counts, errors }
}

const toSix = [1, 2, 3, 4, 5, 6]
const counted = { content: [{ type: 'text', text: 'counted to 6' }] }

/** The server's side of the only session. */
const ofServer = () => [...mcp.sessions.values()][0]!

const posts = () => server.requests.filter((request) => request.startsWith('POST'))

test.for([false, true])('reads answers, in JSON: %s', async (answersInJson) => {
  mcp.answersInJson = answersInJson
  const { client, errors } = await openPage()
  expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['count', 'wait'])
  expect(await client.callTool({ name: 'count' })).toEqual(counted)
  expect(errors).toEqual([])
})

test('cuts in the middle of an answer lose and double nothing', async () => {
  const { client, counts } = await openPage()
  // The first event of each answer is empty, and has the ID to resume from.
  server.cutAfter = 3
  const before = posts().length
  expect(await client.callTool({ name: 'count' })).toEqual(counted)
  expect(counts).toEqual(toSix)
  expect(posts()).toHaveLength(before + 1)
})

test('a server that hangs up on purpose is asked for the rest', async () => {
  mcp.hangsUp = true
  const { client, counts } = await openPage()
  expect(await client.callTool({ name: 'count' })).toEqual(counted)
  expect(counts).toEqual(toSix)
})

test('a request that breaks before it has an ID fails, and is not sent twice', async () => {
  mcp.remembers = false
  const { client, counts } = await openPage()
  server.cutAfter = 3
  const before = posts().length
  await expect(client.callTool({ name: 'count' })).rejects.toThrow('Cannot read from')
  expect(counts).toEqual([1, 2, 3])
  expect(posts()).toHaveLength(before + 1)
})

test('what the server says by itself survives a cut', async () => {
  server.cutAfter = 4
  const { counts } = await openPage()
  await eventually(server.open).toBe(1)
  for (const data of toSix) await ofServer().server.sendLoggingMessage({ level: 'info', data })
  await eventually(() => counts).toEqual(toSix)
  expect(server.requests.filter((request) => request === 'GET /mcp')).toHaveLength(2)
})

test('a server that still holds the stream before is asked again', async () => {
  const { counts } = await openPage()
  await eventually(server.open).toBe(1)
  server.refusals.push(new Response(null, { status: 409 }))
  ofServer().transport.closeStandaloneSSEStream()
  await eventually(() => server.requests.filter((request) => request === 'GET /mcp').length).toBe(3)
  await ofServer().server.sendLoggingMessage({ level: 'info', data: 1 })
  await eventually(() => counts).toEqual([1])
})

test('a server that says nothing by itself is no error', async () => {
  const { client, errors } = await openPage()
  server.refusals.push(new Response(null, { status: 405 }))
  await eventually(() => server.requests).toContain('GET /mcp')
  expect(await client.callTool({ name: 'count' })).toEqual(counted)
  expect(errors).toEqual([])
})

test('what is no message is an error, and the next one is read', async () => {
  const events =
    'data: nonsense\n\ndata: {"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":7}}\n\n'
  const { counts, errors } = await openPage()
  await eventually(server.open).toBe(1)
  server.refusals.push(new Response(events, { headers: { 'content-type': 'text/event-stream' } }))
  ofServer().transport.closeStandaloneSSEStream()
  await eventually(() => counts).toEqual([7])
  expect(errors).toHaveLength(1)
})

test('a session that the server has forgotten closes the client, and the next one initializes', async () => {
  const { client } = await openPage()
  const closed = new Promise<void>((resolve) => (client.onclose = resolve))
  mcp.sessions.clear()
  await expect(client.callTool({ name: 'count' })).rejects.toThrow()
  await closed
  const next = await openPage()
  expect(await next.client.callTool({ name: 'count' })).toEqual(counted)
})

test('terminating ends the session on the server', async () => {
  const { transport, session } = await openPage()
  expect(mcp.sessions.size).toBe(1)
  await transport.terminateSession()
  expect(mcp.sessions.size).toBe(0)
  expect(session.id).toBe(undefined)
})

test('a request that is cancelled hangs up', async () => {
  const { client } = await openPage()
  const controller = new AbortController()
  const answer = client.callTool({ name: 'wait' }, undefined, { signal: controller.signal })
  await eventually(server.open).toBe(2)
  controller.abort()
  await expect(answer).rejects.toThrow()
  await eventually(server.open).toBe(1)
})

test.for([1, 2, 3, 4, 5, 6])('a reload after %i messages loses and doubles nothing', async (last) => {
  const first = await openPage()
  let resumptionToken = ''
  const token = (value: string) => (resumptionToken = value)
  first.client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) => {
    first.counts.push(params.data)
    if (params.data === last) void first.client.close()
  })
  const request = { method: 'tools/call', params: { name: 'count' } } as const
  const options = { onresumptiontoken: token }
  await expect(first.client.request(request, CallToolResultSchema, options)).rejects.toThrow('closed')

  const before = posts().length
  const second = await openPage({ ...first.session })
  const result = await second.client.request(request, CallToolResultSchema, {
    ...options,
    resumptionToken,
  })
  expect(result).toEqual(counted)
  expect([...first.counts, ...second.counts]).toEqual(toSix)
  expect(posts()).toHaveLength(before)
})

test('a reload loses and doubles nothing of what the server says by itself', async () => {
  const first = await openPage()
  await eventually(server.open).toBe(1)
  const say = (data: number) => ofServer().server.sendLoggingMessage({ level: 'info', data })
  for (const data of [1, 2, 3]) await say(data)
  await eventually(() => first.counts).toEqual([1, 2, 3])
  await first.client.close()
  for (const data of [4, 5]) await say(data)
  const second = await openPage({ ...first.session })
  await eventually(() => second.counts).toEqual([4, 5])
  await say(6)
  await eventually(() => second.counts).toEqual([4, 5, 6])
})
