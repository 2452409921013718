import { remoteServer } from '@use-event-source/testing'
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest'
import { text } from '../decode.ts'
import { createEventSource } from '../eventSource.ts'
import { createRegistry } from '../registry.ts'
import { nativeTransport } from './native.ts'
import { transportContract } from './transportContract.test.helper.ts'
import { begin, commonFaults, followNumbers, goOn, transportFaults, wholeStory } from './transportFaults.test.helper.ts'

const server = remoteServer(inject('scriptedServer'))
const options = () => ({ transport: nativeTransport() })

describe('a transport', () => {
  transportContract(nativeTransport, () => server)
})

describe('faults', () => {
  transportFaults(commonFaults, { server: () => server, options })
})

test('tells of each loss, and that the browser dials again by itself', async () => {
  const url = server.url(begin, { ...begin, upTo: 4, then: 'reset' }, goOn)
  const { source, numbers } = followNumbers(url, options())
  const told: unknown[] = []
  source.subscribe(() => {
    const { status, failure } = source.getSnapshot()
    if (status !== 'open') told.push({ status, ...failure })
  })
  await vi.waitFor(() => expect(numbers).toEqual(wholeStory))
  const lost = { status: 'reconnecting', kind: 'network', willRetry: true, retryAt: null }
  expect(told).toMatchObject([lost, lost])
  expect((await server.seen(url)).requests.map(({ lastEventId }) => lastEventId)).toEqual(['', '3', '4'])
})

test('sees no status: a refusal is a loss like any other, and only the policy can end it', async () => {
  const url = server.url({ do: 'status', status: 404 }, { do: 'status', status: 503 }, goOn)
  const { source } = followNumbers(url, { ...options(), retry: ({ failures }) => failures < 2 && 1 })
  await vi.waitFor(() => expect(source.getSnapshot().status).toBe('closed'))
  expect(source.getSnapshot()).toMatchObject({ failures: 2, failure: { kind: 'network', willRetry: false } })
  expect((await server.seen(url)).requests).toHaveLength(2)
})

test("tells the server's own 'open' and 'error' from the connection's, and hears types added later", async () => {
  const url = server.url({ do: 'stream', name: 'allows types that the platform uses' }, { do: 'mute' })
  const registry = createRegistry()
  const { transport } = options()
  const heard: string[] = []
  const first = createEventSource({ url, events: { open: text }, registry, transport })
  const second = createEventSource({ url, events: { error: text }, registry, transport })
  for (const source of [first, second]) onTestFinished(source.close)
  first.on('open', ({ data }) => heard.push(`open ${data}`))
  second.on('error', ({ data }) => heard.push(`error ${data}`))
  await vi.waitFor(() => expect(heard.toSorted()).toEqual(['error b', 'open a']))
})

test('sends cookies to another origin only with withCredentials', async () => {
  const headers = { 'set-cookie': 'taste=sweet; Path=/; Max-Age=60' }
  for (const withCredentials of [true, false]) {
    const url = server.url({ ...begin, headers }, goOn)
    const { numbers } = followNumbers(url, { ...options(), withCredentials })
    await vi.waitFor(() => expect(numbers).toEqual(wholeStory))
    const [, second] = (await server.seen(url)).requests
    expect(second?.headers.cookie?.includes('taste=sweet') ?? false).toBe(withCredentials)
  }
})

test('asks no preflight for its last event ID', async () => {
  const url = server.url(begin, goOn)
  const { numbers } = followNumbers(url, options())
  await vi.waitFor(() => expect(numbers).toEqual(wholeStory))
  expect((await server.seen(url)).requests.map(({ method }) => method)).toEqual(['GET', 'GET'])
})
