import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { eventually } from '../eventually.test.helper.ts'
import { startRunServer } from '../server/runServer.ts'
import type { RunServer } from '../server/runServer.ts'
import { createConversation } from './conversation.ts'
import type { Conversation, Turn } from './conversation.ts'
import { fakeStorage } from './fakeStorage.test.helper.ts'
import { tokens, wholeText, wire } from './wire.ts'

let server: RunServer
let storage: ReturnType<typeof fakeStorage>
let conversation: Conversation

/** The conversation of a page that was just loaded. */
const load = () => createConversation({ api: `${server.url}/answers`, storage, name: 'chat' })

const textOf = ({ writing, text }: Turn) => writing?.text.getSnapshot() ?? text
const texts = () => conversation.getSnapshot().map(textOf)
const newest = () => conversation.getSnapshot().at(-1)!
const runOf = ({ id }: Turn) => server.runs.get(id)!

beforeEach(async () => {
  // Without a random part, a redial follows after the 10 ms that the server asks for.
  vi.spyOn(Math, 'random').mockReturnValue(0)
  server = await startRunServer(wire)
  storage = fakeStorage()
  conversation = load()
})

afterEach(async () => {
  for (const { writing } of conversation.getSnapshot()) writing?.answer.close()
  await server.close()
  vi.restoreAllMocks()
})

test('a chat of several turns gets each answer whole, whatever is cut', async () => {
  server.cutEvery = 8
  for (const prompt of ['Why?', 'And then?']) {
    conversation.ask(prompt)
    await eventually(() => newest().writing).toBeNull()
  }
  expect(conversation.getSnapshot().map(({ prompt }) => prompt)).toEqual(['Why?', 'And then?'])
  expect(texts()).toEqual([wholeText, wholeText])
  expect(server.requests.filter((request) => request.startsWith('POST'))).toHaveLength(2)
})

test('a page that is loaded again reads on, and asks for no answer that has ended', async () => {
  conversation.ask('Why?')
  await eventually(() => newest().writing).toBeNull()
  server.hold(10)
  conversation.ask('And then?')
  await eventually(() => texts()[1]).toBe(tokens.slice(0, 10).join(''))
  newest().writing?.answer.close()
  const { length } = server.requests

  conversation = load()
  await eventually(() => texts()[1]).toBe(tokens.slice(0, 10).join(''))
  server.release()
  await eventually(() => newest().writing).toBeNull()
  expect(texts()).toEqual([wholeText, wholeText])
  expect(server.requests.slice(length)).toEqual([`GET /answers/${newest().id}`])
})

test('a stopped answer ends on the server, and its text is kept over a reload', async () => {
  server.hold(10)
  conversation.ask('Why?')
  await eventually(texts).toEqual([tokens.slice(0, 10).join('')])
  conversation.stop(newest())
  await eventually(() => runOf(newest()).isEnded).toBe(true)
  conversation = load()
  expect(newest().writing).toBeNull()
  expect(texts()).toEqual([tokens.slice(0, 10).join('')])
})

test('a question that is refused with 429 is sent again by itself, and one with 401 by retry', async () => {
  server.refusals.push({ status: 429, headers: { 'retry-after': '1' } })
  conversation.ask('Why?')
  await eventually(texts).toEqual([wholeText])

  server.refusals.push({ status: 401 })
  conversation.ask('And then?')
  await eventually(() => newest().writing?.answer.getSnapshot().failure?.status).toBe(401)
  conversation.retry(newest())
  await eventually(texts).toEqual([wholeText, wholeText])
})
