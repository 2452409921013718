import Anthropic from '@anthropic-ai/sdk'
import { createEventState, eventsOf } from '@use-event-source/core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { eventually } from '../eventually.test.helper.ts'
import { eventStream, readAll } from '../eventStream.test.helper.ts'
import { serveHandler } from '../serveHandler.test.helper.ts'
import type { HandlerServer } from '../serveHandler.test.helper.ts'
import { createMessage, messageReducers } from './message.ts'
import { answerMessages } from './server.ts'
import { messageWire, sentence } from './wire.test.helper.ts'
import type { Course } from './wire.test.helper.ts'

const messages = [{ role: 'user', content: 'Why is the sky blue?' }] as const
let course: Course
let upstream: HandlerServer
let server: HandlerServer
let anthropic: Anthropic

beforeAll(async () => {
  upstream = await serveHandler(() => eventStream(messageWire(course)))
  anthropic = new Anthropic({ apiKey: 'secret', baseURL: upstream.origin, maxRetries: 0 })
  server = await serveHandler((request) => answerMessages(anthropic, request))
})
afterAll(async () => {
  await server.close()
  await upstream.close()
})
beforeEach(() => {
  course = 'end_turn'
  server.cutAfter = upstream.cutAfter = Infinity
  upstream.requests.length = 0
})

/** Asks, and waits for the end of the answer. */
async function ask() {
  const message = createMessage(messages, `${server.origin}/api/messages`)
  const answer = createEventState(message, { text: '' }, messageReducers)
  answer.subscribe(() => {})
  await eventually(() => message.getSnapshot().status).toBe('closed')
  return { ...answer.getSnapshot(), failure: message.getSnapshot().failure }
}

test('reads the events that the package reads, and is closed by message_stop', async () => {
  const message = createMessage(messages, `${server.origin}/api/messages`)
  const read = await readAll(eventsOf(message))
  const stream = await anthropic.messages.create({
    model: 'claude-sonnet-5',
    max_tokens: 4096,
    messages: [...messages],
    stream: true,
  })
  // The package leaves out `ping`.
  const ours = read.filter(({ type }) => type !== 'ping').map(({ data }) => data)
  expect(ours).toEqual(await readAll(stream))
  expect(message.getSnapshot()).toMatchObject({ status: 'closed', failure: null })
})

test('adds up the text, and keeps the reason and the usage', async () => {
  expect(await ask()).toEqual({ text: sentence, stopReason: 'end_turn', tokens: 9, failure: null })
  course = 'max_tokens'
  expect(await ask()).toMatchObject({ stopReason: 'max_tokens', failure: null })
})

test('an error inside a 200 is a failure, and the text before it stays', async () => {
  course = 'error'
  expect(await ask()).toMatchObject({
    text: sentence,
    failure: { kind: 'stream', message: 'Overloaded', willRetry: false },
  })
})

test.for([
  ['the page and the server', () => server],
  ['the server and Anthropic', () => upstream],
] as const)('a cut between %s leaves half an answer, and the question is not sent again', async ([, cutServer]) => {
  cutServer().cutAfter = 6
  const { text, failure } = await ask()
  expect(text).toBe('Because blue light')
  expect(failure).toMatchObject({ kind: 'network', willRetry: false })
  expect(upstream.requests).toEqual(['POST /v1/messages'])
})

test('a reload in the middle loses the answer, and asking again doubles nothing', async () => {
  server.cutAfter = 6
  const before = await ask()
  server.cutAfter = Infinity
  const after = await ask()
  expect([before.text, after.text]).toEqual(['Because blue light', sentence])
  expect(upstream.requests).toHaveLength(2)
})

test('a refusal keeps its status and the time to wait', async () => {
  upstream.refusals.push(new Response('{"type":"error"}', { status: 529, headers: { 'retry-after': '20' } }))
  expect((await ask()).failure).toMatchObject({
    kind: 'http',
    status: 529,
    retryAfter: 20_000,
    willRetry: false,
  })
})
