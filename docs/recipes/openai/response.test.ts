import { createEventSourceClient, createEventState, eventsOf, resumeFrom } from '@use-event-source/core'
import OpenAI from 'openai'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { eventually } from '../eventually.test.helper.ts'
import { readAll } from '../eventStream.test.helper.ts'
import { serveHandler } from '../serveHandler.test.helper.ts'
import type { HandlerServer } from '../serveHandler.test.helper.ts'
import { createFakeOpenAI } from './fakeOpenAI.test.helper.ts'
import { cancelResponse, createResponse, responseReducers } from './response.ts'
import type { ModelResponse, Question } from './response.ts'
import * as handlers from './server.ts'
import { sentence } from './wire.test.helper.ts'

const fake = createFakeOpenAI()
let upstream: HandlerServer
let server: HandlerServer
let openai: OpenAI
/** Whether a response is sent from its beginning, whatever was asked for. */
let repeatsAll: boolean

beforeAll(async () => {
  upstream = await serveHandler(fake.handle)
  openai = new OpenAI({ apiKey: 'secret', baseURL: `${upstream.origin}/v1`, maxRetries: 0 })
  server = await serveHandler((request) => {
    const { pathname, searchParams } = new URL(request.url)
    const [, , , id, action] = pathname.split('/')
    if (!id) return handlers.startResponse(openai, request)
    return action
      ? handlers.cancelResponse(openai, id)
      : handlers.continueResponse(openai, id, repeatsAll ? null : searchParams.get('after'))
  })
})
afterAll(async () => {
  await server.close()
  await upstream.close()
})
beforeEach(() => {
  repeatsAll = false
  fake.course = 'completed'
  fake.responses.clear()
  upstream.refusals.length = 0
  server.cutAfter = upstream.cutAfter = Infinity
  upstream.requests.length = server.requests.length = 0
})

let questions = 0
const newQuestion = (): Question => ({
  id: `question-${++questions}`,
  input: 'Why is the sky blue?',
})
const url = () => `${server.origin}/api/responses`
/** Of a page of its own, which does not wait long before it reconnects. */
const options = () => ({ url: url(), client: createEventSourceClient({ retry: () => 1 }) })

/** Adds up a response for as long as it lasts. */
function follow(response: ModelResponse) {
  const state = createEventState(response, { text: '' }, responseReducers)
  state.subscribe(() => {})
  return {
    text: () => state.getSnapshot(),
    closed: () => eventually(() => response.getSnapshot().status).toBe('closed'),
  }
}

test('reads the events that the package reads, and is closed by the last one', async () => {
  const response = createResponse(newQuestion(), options())
  const read = await readAll(eventsOf(response))
  const stream = await openai.responses.retrieve('resp_1', { stream: true })
  expect(read.map(({ data }) => data)).toEqual(await readAll(stream))
  expect(response.getSnapshot()).toMatchObject({ status: 'closed', failure: null })
})

test.for([
  ['the page and the server', () => server],
  ['the server and OpenAI', () => upstream],
] as const)('cuts between %s lose and double nothing', async ([, cutServer]) => {
  cutServer().cutAfter = 4
  const response = createResponse(newQuestion(), options())
  const { text, closed } = follow(response)
  await closed()
  expect(text()).toEqual({ text: sentence })
  expect(response.getSnapshot().failure).toBe(null)
  expect(server.requests).toEqual([
    'POST /api/responses',
    'GET /api/responses/resp_1?after=3',
    'GET /api/responses/resp_1?after=7',
    'GET /api/responses/resp_1?after=11',
  ])
})

test('events that the server sends again are dropped', async () => {
  server.cutAfter = 6
  repeatsAll = true
  const response = createResponse(newQuestion(), options())
  const { text, closed } = follow(response)
  response.on('*', () => (server.cutAfter = Infinity))
  await closed()
  expect(text()).toEqual({ text: sentence })
})

test('a server that refuses for a while is asked again', async () => {
  server.cutAfter = 6
  const response = createResponse(newQuestion(), options())
  const { text, closed } = follow(response)
  response.on('*', ({ lastEventId }) => {
    if (lastEventId !== 'resp_1:5') return
    upstream.refusals.push(new Response(null, { status: 503 }), new Response(null, { status: 503 }))
  })
  await closed()
  expect(text()).toEqual({ text: sentence })
  expect(server.requests.filter((request) => request.endsWith('after=5'))).toHaveLength(3)
})

test('a response that is no longer stored ends with the refusal, and the text stays', async () => {
  server.cutAfter = 6
  const response = createResponse(newQuestion(), options())
  const { text, closed } = follow(response)
  response.on('*', () => fake.responses.clear())
  await closed()
  expect(response.getSnapshot().failure).toMatchObject({
    kind: 'http',
    status: 404,
    willRetry: false,
  })
  expect(text().text).toBe('Because blue light is')
})

test.for(Array.from({ length: 12 }, (_, index) => index + 1))(
  'a reload after %i events loses and doubles nothing',
  async (count) => {
    const storage = createStorage()
    const question = newQuestion()
    const first = createResponse(question, { ...options(), resume: resumeFrom(storage) })
    let left = count
    first.on('*', () => {
      if (--left === 0) first.close()
    })
    await eventually(() => first.getSnapshot().status).toBe('closed')

    const again = createResponse(question, { ...options(), resume: resumeFrom(storage) })
    const { text, closed } = follow(again)
    await closed()
    expect(text()).toEqual({ text: sentence })
    expect(server.requests).toEqual(['POST /api/responses', 'GET /api/responses/resp_1'])
    // Complete: there is nothing to go on with.
    expect(storage.items.size).toBe(0)
  },
)

test('a reloaded page that is cut itself goes on where it broke', async () => {
  const storage = createStorage()
  const question = newQuestion()
  const first = createResponse(question, { ...options(), resume: resumeFrom(storage) })
  first.on('*', ({ lastEventId }) => lastEventId === 'resp_1:8' && first.close())
  await eventually(() => first.getSnapshot().status).toBe('closed')

  server.cutAfter = 6
  const { text, closed } = follow(createResponse(question, { ...options(), resume: resumeFrom(storage) }))
  await closed()
  expect(text()).toEqual({ text: sentence })
  expect(server.requests.slice(1)).toEqual([
    'GET /api/responses/resp_1',
    'GET /api/responses/resp_1?after=5',
    'GET /api/responses/resp_1?after=11',
  ])
})

test('a response can be incomplete, and it can fail', async () => {
  fake.course = 'incomplete'
  const short = createResponse(newQuestion(), options())
  const { text, closed } = follow(short)
  await closed()
  expect(text()).toEqual({ text: sentence, incomplete: 'max_output_tokens' })
  expect(short.getSnapshot().failure).toBe(null)

  for (const course of ['failed', 'error'] as const) {
    fake.course = course
    const failed = createResponse(newQuestion(), options())
    await follow(failed).closed()
    expect(failed.getSnapshot().failure).toMatchObject({
      kind: 'stream',
      message: 'The model failed.',
    })
  }
})

test('cancelling stops the model, which closing leaves running', async () => {
  const response = createResponse(newQuestion(), options())
  await new Promise<void>((resolve) => {
    response.on('*', () => {
      response.close()
      resolve()
    })
  })
  expect(fake.responses.get('resp_1')?.isCancelled).toBe(false)
  await cancelResponse(response, url())
  expect(fake.responses.get('resp_1')?.isCancelled).toBe(true)
})

/** The storage of a tab, which outlives its pages. */
function createStorage() {
  const items = new Map<string, string>()
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  }
}
