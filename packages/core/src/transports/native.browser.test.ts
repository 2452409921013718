import { remoteServer } from '@use-event-source/testing'
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest'
import { text } from '../store/decode.ts'
import { createEventSource } from '../store/eventSource.ts'
import { createEventSourceClient } from '../connection/eventSourceClient.ts'
import { crossOrigin } from './crossOrigin.test.helper.ts'
import { own } from './engine.test.helper.ts'
import { nativeTransport } from './native.ts'
import {
  begin,
  followNumbers,
  goOn,
  patience,
  resumedByUrl,
  soon,
  wholeStory,
} from './story.test.helper.ts'
import { transportContract } from './transportContract.test.helper.ts'
import { transportFaults } from './transportFaults.test.helper.ts'

const server = remoteServer(inject('scriptedServer'))
const options = () => ({ transport: nativeTransport() })
/** A native source starts over after a refusal: only the URL can carry the last event ID. */
const resumable = (url: string) => ({ ...options(), retry: soon, ...resumedByUrl(url) })

describe('a transport', () => {
  transportContract(nativeTransport, () => server)
})

describe.concurrent('faults', () => {
  transportFaults('native', { server: () => server, options: resumable })
})

describe('another origin', () => {
  crossOrigin(server, resumable)
})

test('reports each loss, and that the browser dials again by itself', async () => {
  const url = server.url(begin, { ...begin, upTo: 4 }, goOn)
  const { source, numbers } = followNumbers(url, options())
  const told: unknown[] = []
  source.subscribe(() => {
    const { status, failure } = source.getSnapshot()
    if (status !== 'open') told.push({ status, ...failure })
  })
  await vi.waitFor(() => expect(numbers).toEqual(wholeStory), patience)
  const lost = { status: 'reconnecting', kind: 'network', willRetry: true, retryAt: null }
  expect(told).toMatchObject([lost, lost])
  expect((await server.seen(url)).requests.map(({ lastEventId }) => lastEventId)).toEqual([
    '',
    '3',
    '4',
  ])
})

test('drops the event that a broken stream has begun, unless the engine glues it to the next stream', async () => {
  const url = server.url({ ...begin, then: 'reset' }, goOn)
  const { source } = followNumbers(url, options())
  const raws: string[] = []
  source.on('number', ({ raw }) => raws.push(raw))
  await vi.waitFor(() => expect(raws.at(-1)).toBe('6'), patience)
  expect(raws).toEqual(['1', '2', '3', own?.gluesStreams ? '4\n4' : '4', '5', '6'])
})

test('sees no status: a refusal is a loss like any other, and only the policy can end it', async () => {
  const url = server.url({ do: 'status', status: 404 }, { do: 'status', status: 503 }, goOn)
  const { source } = followNumbers(url, {
    ...options(),
    retry: ({ failureCount }) => failureCount < 2 && 1,
  })
  await vi.waitFor(() => expect(source.getSnapshot().status).toBe('closed'), patience)
  expect(source.getSnapshot()).toMatchObject({
    failureCount: 2,
    failure: { kind: 'network', willRetry: false },
  })
  expect((await server.seen(url)).requests).toHaveLength(2)
})

test('begins again after a refusal where the URL does not carry the last event ID', async () => {
  const url = server.url(begin, { do: 'status', status: 503 }, goOn)
  const { numbers } = followNumbers(url, { ...options(), retry: soon })
  await vi.waitFor(() => expect(numbers).toEqual([1, 2, 3, ...wholeStory]), patience)
})

test("tells the server's own 'open' and 'error' from the connection's, and hears types added later", async () => {
  const url = server.url(
    { do: 'stream', name: 'allows types that the platform uses' },
    { do: 'mute' },
  )
  const client = createEventSourceClient()
  const { transport } = options()
  const heard: string[] = []
  const first = createEventSource({ url, events: { open: text }, client, transport })
  const second = createEventSource({ url, events: { error: text }, client, transport })
  for (const source of [first, second]) onTestFinished(source.close)
  first.on('open', ({ data }) => heard.push(`open ${data}`))
  second.on('error', ({ data }) => heard.push(`error ${data}`))
  await vi.waitFor(() => expect(heard.toSorted()).toEqual(['error b', 'open a']), patience)
})

test('asks no preflight for its last event ID', async () => {
  const url = server.url(begin, goOn)
  const { numbers } = followNumbers(url, options())
  await vi.waitFor(() => expect(numbers).toEqual(wholeStory), patience)
  expect((await server.seen(url)).requests.map(({ method }) => method)).toEqual(['GET', 'GET'])
})
