import { fakeTransport } from '@use-event-source/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { hearWarnings } from '../development/hearWarnings.test.helper.ts'
import { collectLogs } from '../platform/collectLogs.test.helper.ts'
import { text } from '../store/decode.ts'
import { createEventSource } from '../store/eventSource.ts'
import type { EventSourceOptions } from '../store/store.ts'
import type { Failure } from '../transports/failure.ts'
import { createEventSourceClient } from './eventSourceClient.ts'
import type { ReconnectContext, ReconnectWith } from './reconnectWith.ts'
import { resumeFrom } from './resumeFrom.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

type Options = Partial<EventSourceOptions<{ delta: string }>>

const first = 'POST /chat with body'
const goOn: ReconnectWith = ({ lastEventId }) =>
  lastEventId === '' ? null : { url: 'http://a.test/runs/7', method: 'GET' }

/** An answer that a POST starts, and that a GET elsewhere goes on with. */
function ask(options: Options = {}) {
  const transport = fakeTransport()
  const asked: ReconnectContext[] = []
  const { reconnectWith = goOn, ...others } = options
  const source = createEventSource({
    url: 'http://a.test/chat',
    method: 'POST',
    headers: { a: '1' },
    key: 'question 7',
    body: 'Why?',
    events: { delta: text },
    until: ({ raw }) => raw === '[DONE]',
    transport,
    ...others,
    reconnectWith: (context) => (asked.push(context), reconnectWith(context)),
  })
  const seen: string[] = []
  const listen = () => source.on('delta', ({ data }) => void seen.push(data))
  const off = listen()
  /** Waits for the next request, and returns all so far as the server sees them. */
  function requests() {
    vi.advanceTimersByTime(20_000)
    return transport.dials.map(({ request: { method, url, body, lastEventId } }) =>
      [method, new URL(url).pathname, body ? 'with body' : '', lastEventId]
        .filter(Boolean)
        .join(' '),
    )
  }
  /** Lets the server begin to answer, and the line break. */
  function cut(failure?: Partial<Failure>) {
    transport.last.open()
    transport.last.event('delta', 'Hel', '1')
    transport.last.lose(failure)
  }
  return { transport, source, asked, seen, listen, off, requests, cut, state: source.getSnapshot }
}

function fakeStorage() {
  const items = new Map<string, string>()
  const storage = {
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => void items.set(name, value),
    removeItem: (name: string) => void items.delete(name),
  }
  return { items, resume: resumeFrom(storage) }
}

describe('an answer that is cut', () => {
  test('goes on with the request that reconnectWith names, and keeps what it does not', () => {
    const { transport, asked, seen, state, requests, cut } = ask()
    cut()
    expect(state()).toMatchObject({ status: 'reconnecting', failure: { willRetry: true } })
    expect(requests()).toEqual([first, 'GET /runs/7 1'])
    expect(transport.last.request.headers).toEqual({ a: '1' })
    transport.last.open()
    transport.last.event('delta', 'lo', '2')
    expect(seen).toEqual(['Hel', 'lo'])
    const event = { type: 'delta', raw: 'Hel', lastEventId: '1' }
    expect(asked).toEqual([{ lastEventId: '1', event, failureCount: 1 }])
  })

  test('replaces headers and body, too, and keeps the method that is not named', () => {
    const answer = { headers: { b: '2' }, body: 'Go on.' }
    const { transport, requests, cut } = ask({ reconnectWith: () => answer })
    cut()
    expect(requests()).toEqual([first, `${first} 1`])
    expect(transport.last.request).toMatchObject(answer)
  })

  test('has the id in its URL alone where that is a function', () => {
    const reconnectWith: ReconnectWith = () => ({
      url: ({ lastEventId }) => `http://a.test/runs/7/${lastEventId}`,
      method: 'GET',
    })
    const { transport, requests, cut } = ask({ reconnectWith })
    cut()
    expect(requests()).toEqual([first, 'GET /runs/7/1 1'])
    expect(transport.last.request.urlHasId).toBe(true)
  })

  test('is asked for at each loss, with the failures in a row', () => {
    const { transport, asked, requests, cut } = ask()
    cut()
    requests()
    transport.last.lose({ kind: 'http', status: 503 })
    expect(requests()).toHaveLength(3)
    transport.last.open()
    transport.last.lose({ kind: 'ended' })
    expect(asked.map(({ failureCount }) => failureCount)).toEqual([1, 2, 0])
  })

  test('is the same stream for other components', () => {
    const { transport, source, cut, requests } = ask()
    cut()
    const other = ask({ transport })
    expect(requests()).toHaveLength(2)
    transport.last.open()
    transport.last.event('delta', 'lo', '2')
    expect(other.seen).toEqual(['lo'])
    const [before, after] = transport.dials.map(({ request }) => request.identity)
    expect(after).toBe(before)
    source.close()
  })

  test('ends with the reason of its loss where there is nothing to go on with', () => {
    const { state, requests, cut } = ask({ reconnectWith: () => null })
    cut({ message: 'cable' })
    expect(state()).toMatchObject({
      status: 'closed',
      failureCount: 1,
      failure: { kind: 'network', message: 'cable', willRetry: false },
      lastEventId: '',
    })
    expect(requests()).toEqual([first])
  })

  test('stays cut with retry: false, and goes on when it is asked to', () => {
    const { source, state, asked, requests, cut } = ask({ retry: false })
    cut()
    expect([state().status, asked]).toEqual(['closed', []])
    source.connect()
    expect(requests()).toEqual([first, 'GET /runs/7 1'])
  })

  test('may be closed by reconnectWith itself', () => {
    const { state, requests, cut, source } = ask({
      reconnectWith(context) {
        source.close()
        return goOn(context)
      },
    })
    cut()
    expect(state()).toMatchObject({ status: 'closed', failure: null })
    expect(requests()).toEqual([first])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('without an answer yet is asked for, because it may have begun', () => {
    const { transport, asked, requests } = ask({ reconnectWith: () => ({ method: 'GET' }) })
    transport.last.lose()
    expect(asked).toEqual([{ lastEventId: '', event: null, failureCount: 1 }])
    expect(requests()).toEqual([first, 'GET /chat'])
  })
})

describe('a first request that was refused', () => {
  test('has begun nothing, and is not sent again', () => {
    const { transport, asked, state, requests } = ask()
    transport.last.lose({ kind: 'http', status: 429 })
    expect(state()).toMatchObject({ status: 'closed', failure: { status: 429 } })
    expect([asked, requests()]).toEqual([[], [first]])
  })

  test('is sent again by an explicit retry', () => {
    const { transport, asked, requests } = ask({ retry: () => 1000 })
    transport.last.lose({ kind: 'http', status: 429 })
    expect([requests(), asked]).toEqual([[first, first], []])
  })

  test('is sent again after a renewal, and so is the one that goes on', async () => {
    const client = createEventSourceClient({ renew: () => {} })
    const { transport, requests, cut } = ask({ client })
    const refuse = async () => {
      transport.last.lose({ kind: 'http', status: 401 })
      await vi.advanceTimersByTimeAsync(1000)
    }
    await refuse()
    expect(requests()).toEqual([first, first])
    cut()
    expect(requests()).toEqual([first, first, 'GET /runs/7 1'])
    await refuse()
    expect(requests().slice(2)).toEqual(['GET /runs/7 1', 'GET /runs/7 1'])
  })
})

describe('an answer is over, and forgotten,', () => {
  const { items, resume } = fakeStorage()
  beforeEach(() => items.clear())

  /** Expects a stream that ended, and that begins again with its first request. */
  function expectOver({ source, asked, requests }: ReturnType<typeof ask>) {
    const { status, lastEventId } = source.getSnapshot()
    expect([status, lastEventId, items.size]).toEqual(['closed', '', 0])
    const [count, before] = [asked.length, requests()]
    source.connect()
    expect(requests()).toEqual([...before, first])
    expect(asked).toHaveLength(count)
    source.close()
  }

  test.each<[string, NonNullable<Options['until']>]>([
    ['true', ({ raw }) => raw === 'lo'],
    ["'after'", ({ raw }) => raw === 'lo' && 'after'],
    ['{ failure }', ({ raw }) => raw === 'lo' && { failure: 'overloaded' }],
  ])('when until answers %s', (_name, until) => {
    const page = ask({ resume, until })
    page.cut()
    page.requests()
    expect(items.size).toBe(1)
    page.transport.last.open()
    page.transport.last.event('delta', 'lo', '2')
    expectOver(page)
  })

  test.each([204, 400, 404, 409, 410, 412, 422, 431])(
    'when what goes on is answered %d, whatever retry says',
    (status) => {
      const page = ask({ resume, retry: () => 1000 })
      page.cut()
      page.requests()
      page.transport.last.lose({ kind: status === 204 ? 'ended' : 'http', status })
      expect(page.state().failure).toMatchObject({ status, willRetry: false })
      expect(page.requests()).toHaveLength(2)
      expectOver(page)
    },
  )

  test('when the server ends it in order, and no until says otherwise', () => {
    const page = ask({ resume, until: undefined, retry: () => 1000 })
    page.cut({ kind: 'ended', complete: true })
    expect(page.state().failure).toMatchObject({ kind: 'ended', complete: true })
    expectOver(page)
  })

  test('when all of it was here, and what goes on brings nothing', () => {
    const page = ask({ resume, until: undefined })
    page.cut()
    page.requests()
    page.transport.last.open()
    page.transport.last.lose({ kind: 'ended', complete: false })
    expectOver(page)
  })

  test('when reconnectWith has nothing to go on with', () => {
    const page = ask({ resume, reconnectWith: () => null })
    page.cut()
    expectOver(page)
  })
})

describe('an answer is not over', () => {
  test.each<[string, Options]>([
    ['in order before until said so', {}],
    ['inside an event', { until: undefined }],
  ])('when it ends %s', (_name, options) => {
    const { state, requests, cut } = ask(options)
    cut({ kind: 'ended', complete: false })
    expect(state().status).toBe('reconnecting')
    expect(requests()).toEqual([first, 'GET /runs/7 1'])
  })

  test('when it is closed: the producer goes on, and so does connect()', () => {
    const { transport, source, requests } = ask()
    transport.last.open()
    transport.last.event('delta', 'Hel', '1')
    source.close()
    expect(requests()).toEqual([first])
    source.connect()
    expect(requests()).toEqual([first, 'GET /runs/7 1'])
  })

  test('when all listeners leave, and one comes back', () => {
    const { transport, off, listen, requests } = ask()
    transport.last.open()
    transport.last.event('delta', 'Hel', '1')
    off()
    requests()
    listen()
    expect(requests()).toEqual([first, 'GET /runs/7 1'])
  })

  test('but rendering sends nothing where there is nothing to go on with', () => {
    const { transport, off, listen, requests, state } = ask({ reconnectWith: () => null })
    transport.last.open()
    off()
    requests()
    listen()
    expect(state()).toMatchObject({ status: 'closed', failure: { kind: 'ended' } })
    expect(requests()).toEqual([first])
  })

  test('and one that was never accepted is not sent for a listener that comes back', () => {
    const { off, listen, requests, state } = ask()
    off()
    requests()
    listen()
    expect([state().status, requests()]).toEqual(['closed', [first]])
  })

  test('and one that failed for good is left so by a component that mounts', () => {
    const { transport, requests, cut } = ask({ retry: false })
    cut()
    const other = ask({ transport })
    expect([other.state().status, requests()]).toEqual(['closed', [first]])
  })
})

describe('a page that is loaded again', () => {
  test('goes on, without an event that it has seen', () => {
    const { items, resume } = fakeStorage()
    const before = ask({ resume })
    before.transport.last.open()
    before.transport.last.event('delta', 'Hel', '1')
    before.source.close()
    expect([...items.values()]).toEqual(['1'])
    const { asked, requests } = ask({ resume })
    expect(requests()).toEqual(['GET /runs/7 1'])
    expect(asked).toEqual([{ lastEventId: '1', event: null, failureCount: 0 }])
  })

  test('asks its first question where there is nothing to go on with', () => {
    const { items, resume } = fakeStorage()
    const before = ask({ resume })
    before.transport.last.open()
    before.transport.last.event('delta', 'Hel', '1')
    before.source.close()
    const { requests } = ask({ resume, reconnectWith: () => null })
    expect(requests()).toEqual([first])
    expect(items.size).toBe(0)
  })

  test('does not go on with the answer to another question, which a function asks', () => {
    const { items, resume } = fakeStorage()
    const heard = hearWarnings()
    const page = ask({ resume, body: () => 'Why?', headers: undefined, key: undefined })
    page.transport.last.open()
    page.transport.last.event('delta', 'Hel', '1')
    page.source.close()
    expect(items.size).toBe(0)
    expect(heard).toEqual([expect.stringContaining('#resume-unnamed')])
    const keyed = ask({ resume, body: () => 'Why?' })
    keyed.transport.last.open()
    keyed.transport.last.event('delta', 'Hel', '1')
    keyed.source.close()
    expect(items.size).toBe(1)
  })
})

describe('a GET', () => {
  const get: Options = { method: 'GET', body: undefined, until: undefined }

  test('that nothing has answered yet is sent again as it is', () => {
    const { transport, asked, requests } = ask(get)
    transport.last.lose()
    expect(requests()).toEqual(['GET /chat', 'GET /chat'])
    transport.last.lose({ kind: 'http', status: 503 })
    expect(requests()).toHaveLength(3)
    expect(asked).toEqual([])
  })

  test('goes on after an orderly end, too', () => {
    const { requests, cut } = ask(get)
    cut({ kind: 'ended' })
    expect(requests()).toEqual(['GET /chat', 'GET /runs/7 1'])
  })
})

describe('reconnectWith that fails', () => {
  test.each<[string, () => unknown, string]>([
    ['throws', () => JSON.parse('[DONE'), 'SyntaxError'],
    ['answers a promise', () => Promise.resolve({}), 'TypeError'],
    ['answers undefined', () => undefined, 'TypeError'],
    ['answers a URL alone', () => '/runs/7', 'TypeError'],
  ])('because it %s ends the stream once, and loses nothing', (_name, broken, error) => {
    const logs = collectLogs()
    let answer: ReconnectWith = broken as ReconnectWith
    const { source, state, requests, cut } = ask({ reconnectWith: (context) => answer(context) })
    cut()
    expect(state()).toMatchObject({
      status: 'closed',
      failure: { kind: 'protocol', message: expect.stringContaining(error), willRetry: false },
      lastEventId: '1',
    })
    expect(logs).toHaveLength(1)
    answer = goOn
    source.connect()
    expect(requests()).toEqual([first, 'GET /runs/7 1'])
  })

  test('when connect() asks it does so, too', () => {
    const logs = collectLogs()
    const { source, state, requests, cut } = ask({
      retry: false,
      reconnectWith() {
        throw new Error('no')
      },
    })
    cut()
    source.connect()
    expect(state()).toMatchObject({ status: 'closed', failure: { kind: 'protocol' } })
    expect(requests()).toEqual([first])
    expect(logs).toHaveLength(1)
  })
})
