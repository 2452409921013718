import type { SeenRequest } from '@use-event-source/testing'
import { startScriptedServer } from '@use-event-source/testing/server'
import type { ScriptedServer } from '@use-event-source/testing/server'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { ConnectionOptions } from '../connection/options.ts'
import { json } from '../store/decode.ts'
import { createEventSource } from '../store/eventSource.ts'
import type { Failure } from './failure.ts'
import { createEventSourceClient } from '../connection/eventSourceClient.ts'
import { backoff } from '../connection/retry.ts'
import { fetchTransport } from './fetch.ts'
import {
  begin,
  followNumbers,
  goOn,
  patience,
  soon,
  waitForSilence,
  wholeStory,
} from './story.test.helper.ts'
import { transportContract } from './transportContract.test.helper.ts'
import { transportFaults } from './transportFaults.test.helper.ts'

let server: ScriptedServer
beforeAll(async () => void (server = await startScriptedServer()))
afterAll(() => server.close())

const options = () => ({ transport: fetchTransport(), retry: soon })

describe('a transport', () => {
  transportContract(fetchTransport, () => server)
})

describe.concurrent('faults', () => {
  transportFaults('fetch', { server: () => server, options })
})

describe('what is asked', () => {
  const event = json<SeenRequest>()

  async function ask(given: Partial<ConnectionOptions>): Promise<SeenRequest> {
    const url = server.url({ do: 'echo' })
    const source = createEventSource({
      url,
      events: { echo: event },
      client: createEventSourceClient(),
      ...options(),
      ...given,
    })
    onTestFinished(source.close)
    return new Promise((resolve) => void source.on('echo', ({ data }) => resolve(data)))
  }

  test('is an event stream, from no cache', async () => {
    const { method, headers } = await ask({})
    expect(method).toBe('GET')
    expect(headers).toMatchObject({ accept: 'text/event-stream', 'cache-control': 'no-cache' })
    expect(headers).not.toHaveProperty('last-event-id')
  })

  test('has the method, the headers and the body of the options', async () => {
    const { method, headers, body } = await ask({
      method: 'POST',
      headers: { authorization: 'Bearer a', Accept: 'text/event-stream, application/json' },
      body: '{"prompt":"hi"}',
    })
    expect({ method, body }).toEqual({ method: 'POST', body: '{"prompt":"hi"}' })
    expect(headers).toMatchObject({
      authorization: 'Bearer a',
      accept: 'text/event-stream, application/json',
    })
  })

  test('has what functions answer, late or not', async () => {
    const { headers, body } = await ask({
      method: 'PUT',
      headers: async () => [['authorization', 'Bearer b']],
      body: () => new URLSearchParams({ prompt: 'hi' }),
    })
    expect(body).toBe('prompt=hi')
    expect(headers).toMatchObject({
      authorization: 'Bearer b',
      'content-type': expect.stringContaining('urlencoded'),
    })
  })

  test('has a body that is a stream', async () => {
    const chunk = new TextEncoder().encode('hi')
    const start = (controller: ReadableStreamDefaultController) => {
      controller.enqueue(chunk)
      controller.close()
    }
    expect((await ask({ method: 'POST', body: () => new ReadableStream({ start }) })).body).toBe(
      'hi',
    )
  })

  test.each(['7', 'zażółć', '流式传输', '🦄', '["a",{"offset":-1}]', 'é\u0080ÿ'])(
    'resumes from %s, in bytes of UTF-8',
    async (id) => {
      expect((await ask({ lastEventId: id })).lastEventId).toBe(id)
    },
  )

  test('is asked again at each dial: a token, a body, a URL', async () => {
    const url = server.url({ do: 'status', status: 401 }, begin, goOn)
    let dials = 0
    const { numbers } = followNumbers(url, {
      ...options(),
      url: ({ lastEventId }) => `${url}&after=${lastEventId}`,
      method: 'POST',
      headers: () => ({ authorization: `Bearer ${++dials}` }),
      body: () => `body ${dials}`,
      retry: ({ failure, failureCount }) => (failure.status === 401 ? failureCount < 3 : true) && 1,
    })
    await vi.waitFor(() => expect(numbers).toEqual(wholeStory), patience)
    const { requests } = await server.seen(url)
    expect(
      requests.map(({ headers, body, path }) => [
        headers.authorization,
        body,
        path.split('&after=')[1],
      ]),
    ).toEqual([
      ['Bearer 1', 'body 1', ''],
      ['Bearer 2', 'body 2', ''],
      ['Bearer 3', 'body 3', '3'],
    ])
  })
})

describe('what is answered', () => {
  test('is reported with the final URL after a redirect, and the next dial begins at the first URL again', async () => {
    const url = server.url({ do: 'redirect', status: 307 }, begin, goOn)
    const opened: string[] = []
    const transport = fetchTransport()
    const { numbers } = followNumbers(url, {
      ...options(),
      transport: (request, emit) =>
        transport(request, (signal) => {
          if (signal.kind === 'open') opened.push(new URL(signal.url).pathname)
          emit(signal)
        }),
    })
    await vi.waitFor(() => expect(numbers).toEqual(wholeStory), patience)
    const { pathname } = new URL(url)
    expect(opened).toEqual([`${pathname}/redirected`, pathname])
  })

  async function failureAfter(retryAfter: string): Promise<Failure> {
    const url = server.url({ do: 'status', status: 503, headers: { 'retry-after': retryAfter } })
    const { source } = followNumbers(url, { ...options(), retry: false })
    await vi.waitFor(() => expect(source.getSnapshot().status).toBe('closed'), patience)
    return source.getSnapshot().failure ?? expect.unreachable()
  }

  test('has its Retry-After read as the time until a date', async () => {
    const earliest = Date.now()
    const date = new Date(earliest + 3_600_000).toUTCString()
    const { retryAfter = 0 } = await failureAfter(date)
    const latest = Date.now()
    // However long it took: the date less the time at which it was read.
    const readAt = Date.parse(date) - retryAfter
    expect(readAt).toBeGreaterThanOrEqual(earliest)
    expect(readAt).toBeLessThanOrEqual(latest)
  })

  test('with 503 and Retry-After is waited for by the default policy', async () => {
    const url = server.url(
      begin,
      { do: 'status', status: 503, headers: { 'retry-after': '1' } },
      goOn,
    )
    const { numbers } = followNumbers(url, { ...options(), retry: backoff({ initial: 1 }) })
    await vi.waitFor(() => expect(numbers).toEqual(wholeStory), patience)
    const [, refused, resumed] = (await server.seen(url)).requests
    expect((resumed?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(995)
  })

  test('with 400 to a resumed stream drops the id, once', async () => {
    const url = server.url(
      begin,
      { do: 'status', status: 400 },
      { do: 'status', status: 400 },
      goOn,
    )
    const { source, numbers } = followNumbers(url, options())
    await vi.waitFor(() => expect(source.getSnapshot().status).toBe('closed'), patience)
    expect(source.getSnapshot().failure).toMatchObject({ kind: 'http', status: 400 })
    expect(numbers).toEqual([1, 2, 3])
    expect((await server.seen(url)).requests.map(({ lastEventId }) => lastEventId)).toEqual([
      '',
      '3',
      '',
    ])
  })

  test('with an event above maxEventSize is given up', async () => {
    const url = server.url({ do: 'numbers', upTo: 3, size: 1000 })
    const fits = followNumbers(url, { ...options(), maxEventSize: 2000 })
    await vi.waitFor(() => expect(fits.numbers).toEqual([1, 2, 3]), patience)

    const { source, numbers } = followNumbers(url, { ...options(), maxEventSize: 999 })
    await vi.waitFor(() => expect(source.getSnapshot().status).toBe('closed'), patience)
    expect(source.getSnapshot().failure).toMatchObject({ kind: 'overflow', willRetry: false })
    expect(numbers).toEqual([])
  })

  test('with comments alone stays open: they are signs of life', async () => {
    const url = server.url({ do: 'silence', commentEvery: 10 }, goOn)
    const { source, numbers } = followNumbers(url, { ...options(), idleTimeout: 500 })
    // As long as it takes another stream, which is silent, to be given up three times.
    const silent = server.url({ do: 'silence' }, { do: 'silence' }, { do: 'silence' }, goOn)
    const other = followNumbers(silent, { ...options(), idleTimeout: 500 })
    await vi.waitFor(() => expect(other.numbers).toEqual(wholeStory), patience)
    expect(source.getSnapshot().status).toBe('open')
    expect(numbers).toEqual([])
    expect((await server.seen(url)).requests).toHaveLength(1)
  })

  test('with a wrong type and a body that never comes is reported all the same', async () => {
    const url = server.url({
      do: 'status',
      status: 200,
      headers: { 'content-type': 'text/html' },
      endless: true,
    })
    const { source } = followNumbers(url, options())
    await vi.waitFor(() => expect(source.getSnapshot().status).toBe('closed'), patience)
    expect(source.getSnapshot().failure).toMatchObject({
      kind: 'protocol',
      headers: { 'content-type': 'text/html' },
      body: '',
    })
    await waitForSilence(server, url)
  })
})

describe('a request that is not GET', () => {
  const once = { do: 'numbers', upTo: 3, then: 'end' } as const
  const post = () => ({ transport: fetchTransport(), method: 'POST', body: 'prompt' })

  test('is not sent again when the answer ends, id or not', async () => {
    const url = server.url(once, goOn)
    const { source, numbers } = followNumbers(url, post())
    await vi.waitFor(() => expect(source.getSnapshot().status).toBe('closed'), patience)
    expect(source.getSnapshot().failure).toMatchObject({ kind: 'ended', willRetry: false })
    expect(numbers).toEqual([1, 2, 3])
    expect((await server.seen(url)).requests).toHaveLength(1)
  })

  test('is sent again, body and all, when its policy says so', async () => {
    const url = server.url(once, goOn)
    const { numbers } = followNumbers(url, { ...post(), retry: () => 0 })
    await vi.waitFor(() => expect(numbers).toEqual(wholeStory), patience)
    const { requests } = await server.seen(url)
    expect(requests).toMatchObject([
      { body: 'prompt', lastEventId: '' },
      { body: 'prompt', lastEventId: '3' },
    ])
  })
})

describe('a fetch of your own', () => {
  test('is called at each dial', async () => {
    const url = server.url(begin, goOn)
    const asked: unknown[] = []
    const transport = fetchTransport({
      fetch(input, init) {
        asked.push(input)
        return fetch(input, init)
      },
    })
    const { numbers } = followNumbers(url, { ...options(), transport })
    await vi.waitFor(() => expect(numbers).toEqual(wholeStory), patience)
    expect(asked).toEqual([url, url])
  })

  test('is not called when we hang up while the headers are awaited', async () => {
    let tell = (_headers: HeadersInit) => {}
    const headers = new Promise<HeadersInit>((resolve) => (tell = resolve))
    let calls = 0
    const transport = fetchTransport({ fetch: () => Promise.reject(new Error(`call ${++calls}`)) })
    const { source } = followNumbers(server.url(goOn), {
      ...options(),
      transport,
      headers: () => headers,
    })
    source.close()
    tell({})
    await new Promise((resolve) => void setImmediate(resolve))
    expect(calls).toBe(0)
  })

  test('may forget the signal: the body is let go all the same', async () => {
    const cancelled: string[] = []
    const bodyOf = (name: string) =>
      new ReadableStream<Uint8Array>(
        { cancel: () => void cancelled.push(name) },
        { highWaterMark: 0 },
      )
    const answers = [
      new Response(bodyOf('refused'), { status: 503 }),
      new Response(bodyOf('open'), { headers: { 'content-type': 'text/event-stream' } }),
    ]
    const transport = fetchTransport({ fetch: async () => answers.shift() ?? Response.error() })
    const { source } = followNumbers('http://server.invalid/', { ...options(), transport })
    await vi.waitFor(() => expect(source.getSnapshot().status).toBe('open'), patience)
    source.close()
    await vi.waitFor(() => expect(cancelled).toEqual(['refused', 'open']), patience)
  })
})
