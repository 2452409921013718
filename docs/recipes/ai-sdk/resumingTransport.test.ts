import { Chat } from '@ai-sdk/react'
import type { UIMessage } from 'ai'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { eventually } from '../eventually.test.helper.ts'
import { startRunServer } from '../server/runServer.ts'
import type { RunServer } from '../server/runServer.ts'
import { resumingTransport, stopAnswer } from './resumingTransport.ts'
import { eventsOf, wholeText, wire } from './wire.ts'

let server: RunServer
let chat: Chat<UIMessage>
let ids = 0

/** A chat of a page that was just loaded. */
const createChat = (messages: UIMessage[] = []) =>
  new Chat({
    id: 'chat-1',
    messages,
    generateId: () => String(++ids),
    transport: resumingTransport(server.url),
  })

const textOf = ({ parts }: UIMessage) => parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
const texts = () => chat.messages.map(textOf)
/** Waits until so much of the newest answer is there. */
const untilText = (part: string) => eventually(() => texts().at(-1)).toContain(part)

beforeEach(async () => {
  // Without a random part, a redial follows after the 10 ms that the server asks for.
  vi.spyOn(Math, 'random').mockReturnValue(0)
  server = await startRunServer(wire)
  chat = createChat()
})

afterEach(async () => {
  await chat.stop()
  await server.close()
  vi.restoreAllMocks()
})

test.each([
  { server: 'sends ids', sendsIds: true },
  { server: 'sends none, and replays', sendsIds: false },
])('no delta is lost or doubled by cuts where the server $server', async ({ sendsIds }) => {
  Object.assign(server, { sendsIds, cutEvery: 8 })
  await chat.sendMessage({ text: 'Why?' })
  expect(texts()).toEqual(['Why?', wholeText])
  expect(chat.status).toBe('ready')
  expect(server.requests).toHaveLength(5)
})

test('a page that is loaded again reads the answer from its beginning', async () => {
  server.hold(15)
  void chat.sendMessage({ text: 'Why?' })
  await untilText('word 12 ')
  const [question] = chat.messages
  chat = createChat([question!])
  const resumed = chat.resumeStream()
  await untilText('word 12 ')
  server.cutEvery = 10
  server.release()
  await resumed
  expect(texts()).toEqual(['Why?', wholeText])
})

test('a server that answers 204 has nothing to resume', async () => {
  await chat.resumeStream()
  expect(chat.status).toBe('ready')
  expect(chat.error).toBeUndefined()
  expect(server.requests).toEqual(['GET /chat-1/stream'])
})

test('a question that is refused with 429 is sent again, and asked once', async () => {
  server.refusals.push({ status: 429, headers: { 'retry-after': '1' } })
  await chat.sendMessage({ text: 'Why?' })
  expect(texts()).toEqual(['Why?', wholeText])
  expect(server.requests).toEqual(['POST /', 'POST /'])
})

test('a 401 is an error of the chat, and another attempt is up to the user', async () => {
  server.refusals.push({ status: 401 })
  await chat.sendMessage({ text: 'Why?' })
  expect(chat.status).toBe('error')
  expect(chat.error?.cause).toMatchObject({ kind: 'http', status: 401 })
  await chat.regenerate()
  expect(texts()).toEqual(['Why?', wholeText])
})

test('an error inside an answer is an error of the chat', async () => {
  await server.close()
  const broken = eventsOf([{ type: 'start' }, { type: 'error', errorText: 'The model is overloaded' }])
  server = await startRunServer({ ...wire, answer: () => broken })
  chat = createChat()
  await chat.sendMessage({ text: 'Why?' })
  expect(chat.error?.message).toBe('The model is overloaded')
})

test('stop keeps the text, and the server writes on until it is told, too', async () => {
  server.hold(15)
  const sent = chat.sendMessage({ text: 'Why?' })
  await untilText('word 12 ')
  await chat.stop()
  await sent
  expect(chat.status).toBe('ready')
  expect(server.runs.get('chat-1')?.isEnded).toBe(false)

  await stopAnswer(server.url, 'chat-1')
  expect(server.runs.get('chat-1')?.isEnded).toBe(true)
  expect(wholeText.startsWith(texts()[1]!)).toBe(true)
})

test('a chat of several turns sends all of them, and answers each', async () => {
  server.cutEvery = 10
  await chat.sendMessage({ text: 'Why?' })
  await chat.sendMessage({ text: 'And then?' })
  expect(texts()).toEqual(['Why?', wholeText, 'And then?', wholeText])
})
