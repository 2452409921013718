import { fakeTransport } from '@use-event-source/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { text } from '../store/decode.ts'
import { createEventSource } from '../store/eventSource.ts'
import { createEventSourceClient } from './eventSourceClient.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const refusal = { kind: 'http', status: 401, message: 'Who are you?' } as const

/** Streams of one client, whose renewals the test ends. */
function open(...paths: string[]) {
  const transport = fakeTransport()
  const renewals: { resolve: (value?: unknown) => void; reject: (error: Error) => void }[] = []
  const renew = () => new Promise<unknown>((resolve, reject) => renewals.push({ resolve, reject }))
  const client = createEventSourceClient({ transport, renew, retry: () => 0 })
  const listen = (path: string) => {
    const source = createEventSource({
      client,
      url: `http://a.test/${path}`,
      events: { note: text },
    })
    source.on('note', () => {})
    return source
  }
  const sources = paths.map(listen)
  return { transport, renewals, sources, listen, client }
}

const pass = (time = 0) => vi.advanceTimersByTimeAsync(time)

describe('a client that renews', () => {
  test('does so once for all streams that wait, and then they dial within a second', async () => {
    const { transport, renewals, sources } = open('a', 'b', 'c')
    for (const dial of transport.dials) dial.lose(refusal)
    await pass()
    expect(renewals).toHaveLength(1)
    expect(sources[0]!.getSnapshot()).toMatchObject({
      status: 'reconnecting',
      failure: { status: 401, willRetry: true, retryAt: null },
    })
    renewals[0]!.resolve()
    await pass()
    expect(transport.dials.length).toBeLessThan(6)
    await pass(1000)
    expect(transport.dials).toHaveLength(6)
  })

  test('lets a late 401 of a dial that began before dial again, without another renewal', async () => {
    const { transport, renewals } = open('a', 'b')
    const [first, late] = transport.dials
    first!.lose(refusal)
    await pass()
    renewals[0]!.resolve()
    await pass(1000)
    late!.lose(refusal)
    await pass(1000)
    expect([transport.dials.length, renewals.length]).toEqual([4, 1])
  })

  test('ends a stream that is refused again, until connect()', async () => {
    const { transport, renewals, sources } = open('a')
    transport.last.lose(refusal)
    await pass()
    renewals[0]!.resolve()
    await pass(1000)
    transport.last.lose(refusal)
    await pass(60_000)
    expect(sources[0]!.getSnapshot()).toMatchObject({ status: 'closed', failure: refusal })
    expect([transport.dials.length, renewals.length]).toEqual([2, 1])

    sources[0]!.connect()
    transport.last.lose(refusal)
    await pass()
    expect(renewals).toHaveLength(2)
  })

  test('does not renew for a new stream what has just been renewed in vain', async () => {
    const { transport, renewals, listen } = open('a')
    transport.last.lose(refusal)
    await pass()
    renewals[0]!.resolve()
    await pass(1000)
    const other = listen('b')
    transport.last.lose(refusal)
    await pass()
    expect(other.getSnapshot().status).toBe('closed')
    expect(renewals).toHaveLength(1)
  })

  test('renews again when what it brought has run out', async () => {
    const { transport, renewals } = open('a')
    transport.last.lose(refusal)
    await pass()
    renewals[0]!.resolve()
    await pass(1000)
    transport.last.open()
    transport.last.lose()
    await pass(0)
    transport.last.lose(refusal)
    await pass()
    expect(renewals).toHaveLength(2)
  })

  test.each<[string, (renewals: ReturnType<typeof open>['renewals']) => void, number]>([
    ['answers false', ([one]) => one!.resolve(false), 0],
    ['takes half a minute', () => {}, 30_000],
  ])('fails all that wait, with their 401, when the renewal %s', async (_name, end, time) => {
    const { transport, renewals, sources } = open('a', 'b')
    for (const dial of transport.dials) dial.lose(refusal)
    await pass()
    end(renewals)
    await pass(time)
    for (const source of sources)
      expect(source.getSnapshot()).toMatchObject({ status: 'closed', failure: refusal })
    await pass(60_000)
    expect([transport.dials.length, renewals.length]).toEqual([2, 1])
  })

  test('says why a renewal was rejected, and throws nothing', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { transport, renewals, sources } = open('a')
    transport.last.lose(refusal)
    await pass()
    const error = new Error('no account')
    renewals[0]!.reject(error)
    await pass()
    expect(sources[0]!.getSnapshot()).toMatchObject({ status: 'closed', failure: refusal })
    expect(said.mock.calls).toEqual([[expect.stringMatching(/^'renew' /), error]])
    said.mockRestore()
  })

  test('leaves a stream alone that was closed meanwhile', async () => {
    const { transport, renewals, sources } = open('a')
    transport.last.lose(refusal)
    await pass()
    sources[0]!.close()
    renewals[0]!.resolve()
    await pass(1000)
    expect(transport.dials).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('begins to renew again when it was cleared', async () => {
    const { transport, renewals, client, listen } = open('a')
    transport.last.lose(refusal)
    await pass()
    renewals[0]!.resolve(false)
    await pass()
    client.clear()
    listen('a')
    transport.last.lose(refusal)
    await pass()
    expect(renewals).toHaveLength(2)
  })
})

test('without a renewal a 401 is final', () => {
  const transport = fakeTransport()
  const client = createEventSourceClient({ transport })
  const source = createEventSource({ client, url: 'http://a.test/', events: { note: text } })
  source.on('note', () => {})
  transport.last.lose(refusal)
  expect(source.getSnapshot().status).toBe('closed')
})
