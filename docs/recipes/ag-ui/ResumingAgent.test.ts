import type { Message } from '@ag-ui/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { eventually } from '../eventually.test.helper.ts'
import { startRunServer } from '../server/runServer.ts'
import type { RunServer } from '../server/runServer.ts'
import { ResumingAgent } from './ResumingAgent.ts'
import { wholeText, wire } from './wire.ts'

const question: Message = { id: 'question', role: 'user', content: 'Why?' }

let server: RunServer
let agent: ResumingAgent

/** The agent of a page that was just loaded. */
const createAgent = () => new ResumingAgent({ url: server.url, threadId: 'thread-1', initialMessages: [question] })

const texts = () => agent.messages.map(({ content }) => content)
/** Waits until so much of the newest answer is there. */
const untilText = (part: string) => eventually(() => texts().at(-1)).toContain(part)

beforeEach(async () => {
  // Without a random part, a redial follows after the 10 ms that the server asks for.
  vi.spyOn(Math, 'random').mockReturnValue(0)
  server = await startRunServer(wire)
  agent = createAgent()
})

afterEach(async () => {
  await agent.detachActiveRun()
  await server.close()
  vi.restoreAllMocks()
})

test.each([
  { server: 'sends ids', sendsIds: true },
  { server: 'sends none, and replays', sendsIds: false },
])('no token is lost or doubled by cuts where the server $server', async ({ sendsIds }) => {
  Object.assign(server, { sendsIds, cutEvery: 8 })
  await agent.runAgent()
  expect(texts()).toEqual(['Why?', wholeText])
  expect(server.requests).toHaveLength(3)
})

test('a page that is loaded again reads the run from its beginning', async () => {
  server.hold(10)
  const run = agent.runAgent()
  await untilText('token 7 ')
  await agent.detachActiveRun()
  await run
  agent = createAgent()
  const resumed = agent.connectAgent()
  await untilText('token 7 ')
  server.cutEvery = 10
  server.release()
  await resumed
  expect(texts()).toEqual(['Why?', wholeText])
})

test('a server that answers 204 has nothing to resume', async () => {
  await agent.connectAgent()
  expect(texts()).toEqual(['Why?'])
  expect(server.requests).toEqual(['GET /thread-1'])
})

test('a run that is refused with 429 is asked for again, and begun once', async () => {
  server.refusals.push({ status: 429, headers: { 'retry-after': '1' } })
  await agent.runAgent()
  expect(texts()).toEqual(['Why?', wholeText])
  expect(server.requests).toEqual(['POST /', 'POST /'])
})

test('a detached run is written on, and an aborted one ends on the server', async () => {
  server.hold(10)
  const detached = agent.runAgent()
  await untilText('token 7 ')
  await agent.detachActiveRun()
  await detached
  expect(server.runs.get('thread-1')?.isEnded).toBe(false)

  const resumed = agent.connectAgent()
  await eventually(() => server.requests).toHaveLength(2)
  agent.abortRun()
  await resumed
  expect(server.runs.get('thread-1')?.isEnded).toBe(true)
})

test('a copy of an agent asks the same server', async () => {
  agent = agent.clone()
  await agent.runAgent()
  expect(texts()).toEqual(['Why?', wholeText])
})
