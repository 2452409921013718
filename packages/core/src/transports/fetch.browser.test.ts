import { remoteServer } from '@use-event-source/testing'
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest'
import { isTransient } from '../retry.ts'
import type { RetryPolicy } from '../retry.ts'
import { fetchTransport } from './fetch.ts'
import { transportContract } from './transportContract.test.helper.ts'
import { begin, commonFaults, followNumbers, goOn } from './transportFaults.test.helper.ts'
import { statusFaults, transportFaults, wholeStory } from './transportFaults.test.helper.ts'

const server = remoteServer(inject('scriptedServer'))

const soon: RetryPolicy = ({ failure, serverDelay }) => isTransient(failure) && (serverDelay ?? 1)
const options = () => ({ transport: fetchTransport(), retry: soon })

describe('a transport', () => {
  transportContract(fetchTransport, () => server)
})

describe('faults', () => {
  transportFaults([...commonFaults, ...statusFaults], { server: () => server, options })
})

test('asks for permission before it sends headers to another origin, and resumes in bytes of UTF-8', async () => {
  const url = server.url({ do: 'numbers', upTo: 2 })
  const headers = { authorization: 'Bearer a' }
  const { source } = followNumbers(url, { ...options(), headers, lastEventId: '流式传输' })
  await vi.waitFor(() => expect(source.getSnapshot().status).toBe('open'))
  const [preflight, request] = (await server.seen(url)).requests
  expect(preflight?.method).toBe('OPTIONS')
  expect(preflight?.headers['access-control-request-headers']).toBe('authorization,last-event-id')
  expect(request).toMatchObject({ method: 'GET', lastEventId: '流式传输', headers })
})

test('is refused by another origin that gives no permission', async () => {
  const url = server.url({ do: 'numbers', upTo: 3, cors: false })
  const { source, numbers } = followNumbers(url, { ...options(), retry: false })
  await vi.waitFor(() => expect(source.getSnapshot().status).toBe('closed'))
  expect(source.getSnapshot().failure).toMatchObject({ kind: 'network' })
  expect(numbers).toEqual([])
})

test('sends cookies to another origin only with withCredentials', async () => {
  const headers = { 'set-cookie': 'spice=hot; Path=/; Max-Age=60' }
  for (const withCredentials of [true, false]) {
    const url = server.url({ ...begin, headers }, goOn)
    const { numbers } = followNumbers(url, { ...options(), withCredentials })
    await vi.waitFor(() => expect(numbers).toEqual(wholeStory))
    const last = (await server.seen(url)).requests.at(-1)
    expect(last?.headers.cookie?.includes('spice=hot') ?? false).toBe(withCredentials)
  }
})

test('works in a worker, where a relative URL is relative to the worker', async () => {
  const worker = new Worker(new URL('./follow.test.worker.ts', import.meta.url), { type: 'module' })
  onTestFinished(() => worker.terminate())
  const told: unknown[] = []
  worker.addEventListener('message', ({ data }) => told.push(data))

  worker.postMessage(server.url(begin, goOn))
  await vi.waitFor(() => expect(told).toEqual(wholeStory), { timeout: 5000 })

  // Nobody streams there. That the failure names the whole URL tells how it was resolved.
  told.length = 0
  worker.postMessage('./no/stream')
  const { href } = new URL('./no/stream', new URL('./follow.test.worker.ts', import.meta.url))
  await vi.waitFor(() => expect(told).toEqual([expect.stringContaining(`${href} answered`)]), { timeout: 5000 })
})
