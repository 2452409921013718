// What a transport around another one relies on, such as one that shares a stream between tabs.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fakePlatform } from '../platform/fakePlatform.test.helper.ts'
import { text } from '../store/decode.ts'
import { createEventSource } from '../store/eventSource.ts'
import type { EventSourceOptions } from '../store/store.ts'
import type { Plan, Signal, Transport, TransportRequest } from '../transports/transport.ts'
import { createEventSourceClient } from './eventSourceClient.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Listens over a transport that records what the connection plans after each dial. */
function listen(options: Partial<EventSourceOptions<{ note: string }>> = {}, watchesItself = true) {
  const dials: {
    request: TransportRequest
    emit: (signal: Signal) => void
    plans: (Plan | null)[]
  }[] = []
  const dial: Transport = (request, emit) => {
    const plans: (Plan | null)[] = []
    // The first is of the dial itself.
    request.eachPlan((plan) => (plan || plans.length > 0) && plans.push(plan))
    dials.push({ request, emit, plans })
    return () => {}
  }
  const transport = Object.assign(dial, { watchesItself })
  const source = createEventSource({
    url: 'http://a.test/',
    events: { note: text },
    transport,
    ...options,
  })
  const off = source.on('note', () => {})
  return { source, off, dials, last: () => dials.at(-1)! }
}

const open: Signal = { kind: 'open', url: 'http://a.test/', response: { status: 200, headers: {} } }
const lose = (
  status: number,
  rest: { redialing?: boolean; retryAt?: number | null } = {},
): Signal => ({
  kind: 'lost',
  failure: { kind: 'http', status, message: 'no' },
  redialing: false,
  ...rest,
})

describe('a dial that was lost', () => {
  test('is notified when the connection dials again, and no more after that', () => {
    const { dials, last } = listen({ retry: () => 2000 })
    const first = last()
    first.emit(lose(503))
    expect(first.plans).toMatchObject([{ willRetry: true, retryAt: Date.now() + 2000 }])
    vi.advanceTimersByTime(2000)
    expect(dials).toHaveLength(2)
    last().emit(open)
    expect(first.plans).toHaveLength(1)
  })

  test('is notified that the stream failed, and that it was left', () => {
    const { source, last } = listen({ retry: false })
    last().emit(lose(503))
    source.close()
    expect(last().plans).toMatchObject([{ willRetry: false, retryAt: null }, null])
  })

  test('can let the connection dial now', () => {
    const { dials, last } = listen({ retry: () => 2000 })
    last().emit(lose(503))
    last().request.connect(true)
    expect(dials).toHaveLength(2)
    expect(last().request.manual).toBe(true)
  })
})

describe('a loss whose consequence is decided elsewhere', () => {
  test('asks no policy and no renewal', () => {
    const renew = vi.fn(() => true)
    const { source, last } = listen({ client: createEventSourceClient({ renew }) })
    last().emit(lose(401, { redialing: true, retryAt: 5 }))
    expect(source.getSnapshot()).toMatchObject({
      status: 'reconnecting',
      failure: { status: 401, willRetry: true, retryAt: 5 },
    })
    last().emit(lose(401, { retryAt: null }))
    expect(source.getSnapshot()).toMatchObject({ status: 'closed', failure: { willRetry: false } })
    expect(renew).not.toHaveBeenCalled()
  })

  test('fails a stream that would be dialled again otherwise', () => {
    const { source, last } = listen({ retry: () => 0 })
    last().emit(lose(503, { retryAt: null }))
    expect(source.getSnapshot()).toMatchObject({ status: 'closed' })
  })
})

describe.each([true, false])('a transport that watches itself: %s', (watchesItself) => {
  test('applies the time-outs of its request, and the connection where it does not', () => {
    const { source, last } = listen({ connectTimeout: 1000, retry: false }, watchesItself)
    expect(last().request.connectTimeout).toBe(1000)
    vi.advanceTimersByTime(1000)
    expect(source.getSnapshot().status).toBe(watchesItself ? 'connecting' : 'closed')
  })

  test('brings its stream through a frozen page', () => {
    const platform = fakePlatform()
    const { source, off, last } = listen({ retry: () => 9000, linger: 0 }, watchesItself)
    last().emit(open)
    platform.freeze()
    platform.thaw()
    expect(source.getSnapshot().status).toBe(watchesItself ? 'open' : 'reconnecting')
    off()
    vi.runAllTimers()
    platform.restore()
  })
})
