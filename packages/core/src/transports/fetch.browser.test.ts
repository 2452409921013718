import { remoteServer } from '@use-event-source/testing'
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest'
import { crossOrigin } from './crossOrigin.test.helper.ts'
import { encodesHeaders, failsAs } from './engine.test.helper.ts'
import { fetchTransport } from './fetch.ts'
import { begin, followNumbers, goOn, patience, soon, wholeStory } from './story.test.helper.ts'
import { transportContract } from './transportContract.test.helper.ts'
import { transportFaults } from './transportFaults.test.helper.ts'

const server = remoteServer(inject('scriptedServer'))

const options = () => ({ transport: fetchTransport(), retry: soon })

describe('a transport', () => {
  transportContract(fetchTransport, () => server)
})

describe('faults', () => {
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

test('resumes in bytes of UTF-8', failsAs(encodesHeaders), async () => {
  const url = server.url({ do: 'silence', commentEvery: 1000 })
  const { source } = followNumbers(url, { ...options(), lastEventId: '流式传输' })
  await vi.waitFor(() => expect(source.getSnapshot().status).toBe('open'), patience)
  expect((await server.seen(url)).requests.at(-1)?.lastEventId).toBe('流式传输')
})

test('is refused by another origin that takes no permission to be asked for, where a header needs it', async () => {
  const url = server.url({ ...begin, cors: 'simple' }, { ...goOn, cors: 'simple' })
  const { source, numbers } = followNumbers(url, {
    ...options(),
    retry: ({ failure }) => failure.kind === 'ended' && 1,
  })
  await vi.waitFor(() => expect(source.getSnapshot().status).toBe('closed'), patience)
  expect(source.getSnapshot().failure).toMatchObject({ kind: 'network' })
  expect(numbers).toEqual([1, 2, 3])
  expect((await server.seen(url)).requests.map(({ method }) => method)).toEqual(['GET', 'OPTIONS'])
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
