import { remoteServer } from '@use-event-source/testing'
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest'
import { crossOrigin } from './crossOrigin.test.helper.ts'
import { own } from './engine.test.helper.ts'
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
import { requestOf } from './requestOf.test.helper.ts'
import type { Signal } from './transport.ts'
import { transportContract } from './transportContract.test.helper.ts'
import { transportFaults } from './transportFaults.test.helper.ts'

const server = remoteServer(inject('scriptedServer'))

const options = () => ({ transport: fetchTransport(), retry: soon })

describe('a transport', () => {
  transportContract(fetchTransport, () => server)
})

describe.concurrent('faults', () => {
  transportFaults('fetch', { server: () => server, options })
})

describe('another origin', () => {
  crossOrigin(server, options)
})

test('asks for permission before it sends headers to another origin', async () => {
  const url = server.url({ do: 'numbers', upTo: 2 })
  const headers = { authorization: 'Bearer a' }
  const { source } = followNumbers(url, { ...options(), headers, lastEventId: '0' })
  await vi.waitFor(() => expect(source.getSnapshot().status).toBe('open'), patience)
  const [preflight, request] = (await server.seen(url)).requests
  expect(preflight?.method).toBe('OPTIONS')
  expect(preflight?.headers['access-control-request-headers']).toBe('authorization,last-event-id')
  expect(request).toMatchObject({ method: 'GET', lastEventId: '0', headers })
})

test.each(['zażółć', 'é', '流式传输', '🦄'])(
  'resumes from %s in bytes of UTF-8, or says that the engine cannot send them',
  async (lastEventId) => {
    const url = server.url({ do: 'silence', commentEvery: 1000 })
    const signals: Signal[] = []
    onTestFinished(
      fetchTransport()(requestOf(url, { lastEventId }), (signal) => signals.push(signal)),
    )
    await vi.waitFor(() => expect(signals[0]?.kind).toBe('open'), patience)
    // Latin-1 is what such an engine can encode.
    const isSent = !own?.encodesHeaders || lastEventId === 'é'
    expect((await server.seen(url)).requests.at(-1)?.lastEventId).toBe(isSent ? lastEventId : '')
    expect('lastEventId' in signals[0]!).toBe(!isSent)
  },
)

test('starts from the beginning on another origin that forbids the header, at the second failed dial', async () => {
  const simple = { cors: 'simple' } as const
  const url = server.url({ ...begin, ...simple }, { ...goOn, ...simple })
  const { numbers } = followNumbers(url, { ...options(), retry: () => 1 })
  await vi.waitFor(() => expect(numbers).toEqual([1, 2, 3, ...wholeStory]), patience)
  expect(
    (await server.seen(url)).requests.map(({ method, lastEventId }) => `${method} ${lastEventId}`),
  ).toEqual(['GET ', 'OPTIONS ', 'OPTIONS ', 'GET '])
})

test('keeps the id on another origin that allows the header, through a time in which it is down', async () => {
  const url = server.url(begin, { do: 'refuse' }, { do: 'refuse' }, { do: 'refuse' }, goOn)
  const { numbers } = followNumbers(url, options())
  await vi.waitFor(() => expect(numbers).toEqual(wholeStory), patience)
})

test('lets go of the socket of a redirected stream, unless the engine keeps it', async () => {
  const url = server.url({ do: 'redirect', status: 307 }, goOn)
  const { source, numbers } = followNumbers(url, options())
  await vi.waitFor(() => expect(numbers).toEqual(wholeStory), patience)
  source.close()
  const other = server.url(goOn)
  const clock = followNumbers(other, options())
  await vi.waitFor(() => expect(clock.numbers).toEqual(wholeStory), patience)
  clock.source.close()
  await waitForSilence(server, other)
  if (own?.keepsRedirectedSockets) expect((await server.seen(url)).sockets).toBe(1)
  else await waitForSilence(server, url)
})

test('works in a worker, where a relative URL is relative to the worker', async () => {
  const worker = new Worker(new URL('./follow.test.worker.ts', import.meta.url), { type: 'module' })
  onTestFinished(() => worker.terminate())
  const told: unknown[] = []
  worker.addEventListener('message', ({ data }) => told.push(data))

  worker.postMessage(server.url(begin, goOn))
  await vi.waitFor(() => expect(told).toEqual(wholeStory), patience)

  // There is no stream. That the failure names the whole URL shows how it was resolved.
  told.length = 0
  worker.postMessage('./no/stream')
  const { href } = new URL('./no/stream', new URL('./follow.test.worker.ts', import.meta.url))
  await vi.waitFor(
    () => expect(told).toEqual([expect.stringContaining(`${href} answered`)]),
    patience,
  )
})
