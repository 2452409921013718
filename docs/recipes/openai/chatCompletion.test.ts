import { createEventState, eventsOf } from '@use-event-source/core'
import OpenAI from 'openai'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { eventually } from '../eventually.test.helper.ts'
import { readAll } from '../eventStream.test.helper.ts'
import { serveHandler } from '../serveHandler.test.helper.ts'
import type { HandlerServer } from '../serveHandler.test.helper.ts'
import { completeChat, completionReducers } from './chatCompletion.ts'
import { createFakeOpenAI } from './fakeOpenAI.test.helper.ts'
import { answerChat } from './server.ts'
import { sentence } from './wire.test.helper.ts'

const fake = createFakeOpenAI()
const messages = [{ role: 'user', content: 'Why is the sky blue?' }] as const
let upstream: HandlerServer
let server: HandlerServer
let openai: OpenAI

beforeAll(async () => {
  upstream = await serveHandler(fake.handle)
  openai = new OpenAI({ apiKey: 'secret', baseURL: `${upstream.origin}/v1`, maxRetries: 0 })
  server = await serveHandler((request) => answerChat(openai, request))
})
afterAll(async () => {
  await server.close()
  await upstream.close()
})
beforeEach(() => {
  fake.course = 'completed'
  server.cutAfter = upstream.cutAfter = Infinity
  upstream.requests.length = server.requests.length = 0
})

/** Asks, and waits for the end of the answer. */
async function ask() {
  const answer = completeChat(messages, { url: `${server.origin}/api/chat` })
  const completion = createEventState(answer, { text: '' }, completionReducers)
  completion.subscribe(() => {})
  await eventually(() => answer.getSnapshot().status).toBe('closed')
  return { ...completion.getSnapshot(), failure: answer.getSnapshot().failure }
}

test('reads the chunks that the package reads, and is closed by [DONE]', async () => {
  const answer = completeChat(messages, { url: `${server.origin}/api/chat` })
  const read = await readAll(eventsOf(answer))
  const stream = await openai.chat.completions.create({
    model: 'gpt-5.1',
    messages: [...messages],
    stream: true,
  })
  expect(read.map(({ data }) => data)).toEqual(await readAll(stream))
  expect(answer.getSnapshot()).toMatchObject({ status: 'closed', failure: null })
})

test('adds up the text, and keeps the usage of the last chunk', async () => {
  expect(await ask()).toEqual({ text: sentence, finishReason: 'stop', tokens: 14, failure: null })
})

test('tells an answer that was too long from a whole one', async () => {
  fake.course = 'incomplete'
  expect(await ask()).toMatchObject({ finishReason: 'length', failure: null })
})

test('an error inside a 200 is a failure, and the text before it stays', async () => {
  fake.course = 'failed'
  expect(await ask()).toMatchObject({
    text: sentence,
    failure: { kind: 'stream', message: 'The server had an error.', willRetry: false },
  })
})

test.for([
  ['the page and the server', () => server],
  ['the server and OpenAI', () => upstream],
] as const)('a cut between %s leaves half an answer, and the question is not sent again', async ([, cutServer]) => {
  cutServer().cutAfter = 4
  const { text, failure } = await ask()
  expect(text).toBe('Because blue light')
  expect(failure).toMatchObject({ kind: 'network', willRetry: false })
  expect(upstream.requests).toEqual(['POST /v1/chat/completions'])
})

test('a reload in the middle loses the answer, and asking again doubles nothing', async () => {
  server.cutAfter = 4
  const before = await ask()
  server.cutAfter = Infinity
  const after = await ask()
  expect([before.text, after.text]).toEqual(['Because blue light', sentence])
  expect(upstream.requests).toHaveLength(2)
})

test('a refusal keeps its status and the time to wait, and no word of the key', async () => {
  upstream.refusals.push(
    new Response('{"error":{"message":"Slow down, sk-secret"}}', {
      status: 429,
      headers: { 'retry-after': '20' },
    }),
    Response.json({ error: { message: 'Incorrect API key: sk-secret' } }, { status: 401 }),
  )
  const [limited, forbidden] = [await ask(), await ask()]
  expect(limited.failure).toMatchObject({
    kind: 'http',
    status: 429,
    retryAfter: 20_000,
    willRetry: false,
  })
  expect(forbidden.failure).toMatchObject({ kind: 'http', status: 502 })
  expect(JSON.stringify([limited, forbidden])).not.toContain('secret')
})
