import { fakeTransport } from '@use-event-source/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { text } from '../store/decode.ts'
import { createEventSourceClient } from './eventSourceClient.ts'
import { resumeFrom } from './resumeFrom.ts'
import { createEventSource } from '../store/eventSource.ts'
import type { EventSourceOptions } from '../store/store.ts'
import type { EventSourceStore } from '../store/store.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

type Store = EventSourceStore<{ note: string }>

/** Calls back once, so that what it does cannot call it again. */
function once(act: () => void) {
  let called = false
  return () => {
    if (called) return
    called = true
    act()
  }
}

function make(options: Partial<EventSourceOptions<{ note: string }>>) {
  const transport = fakeTransport()
  const store = createEventSource({
    url: 'http://a.test/',
    events: { note: text },
    transport,
    ...options,
  })
  return { transport, store }
}

/** After a close nothing may be left, whatever happened before. */
function expectNothingLeft({ transport, store }: ReturnType<typeof make>) {
  store.close()
  vi.advanceTimersByTime(600_000)
  expect([transport.sockets, vi.getTimerCount()]).toEqual([0, 0])
}

const acts: readonly (readonly [name: string, act: (store: Store) => void])[] = [
  ['close', (store) => store.close()],
  ['connect', (store) => store.connect()],
  ['close, then connect', (store) => (store.close(), store.connect())],
  ['connect, then close', (store) => (store.connect(), store.close())],
]

describe.each(acts)('%s', (_name, act) => {
  test('in the function that makes the URL leaves one connection at most', () => {
    const during = once(() => act(made.store))
    const made = make({
      url: () => {
        during()
        return 'http://a.test/'
      },
      key: 'a',
    })
    made.store.on('note', () => {})
    expect(made.transport.sockets).toBe(made.store.getSnapshot().status === 'closed' ? 0 : 1)
    expectNothingLeft(made)
  })

  test.each(['getItem', 'setItem', 'removeItem'] as const)(
    'in %s of the storage leaves one connection at most',
    (method) => {
      const during = once(() => act(made.store))
      const items = new Map<string, string>()
      const call = (name: string) => {
        if (name === method) during()
      }
      const storage = {
        getItem(key: string) {
          call('getItem')
          return items.get(key) ?? null
        },
        setItem(key: string, value: string) {
          call('setItem')
          items.set(key, value)
        },
        removeItem(key: string) {
          call('removeItem')
          items.delete(key)
        },
      }
      const made = make({ resume: resumeFrom(storage), key: 'a' })
      made.store.on('note', () => {})
      for (const id of ['1', '2', '']) {
        if (made.transport.sockets === 0) break
        made.transport.last.open()
        made.transport.last.event('note', 'x', id)
        made.transport.last.lose()
        vi.advanceTimersByTime(30_000)
      }
      expect(made.transport.sockets).toBe(made.store.getSnapshot().status === 'closed' ? 0 : 1)
      expectNothingLeft(made)
    },
  )

  test('in the function that hangs up leaves one connection at most', () => {
    let sockets = 0
    const during = once(() => act(store))
    const store = createEventSource({
      url: 'http://a.test/',
      events: { note: text },
      retry: () => 10,
      connectTimeout: 100,
      transport: () => {
        sockets++
        return () => {
          sockets--
          during()
        }
      },
    })
    store.on('note', () => {})
    vi.advanceTimersByTime(100)
    vi.advanceTimersByTime(10)
    expect(sockets).toBe(store.getSnapshot().status === 'closed' ? 0 : 1)
    store.close()
    vi.advanceTimersByTime(600_000)
    expect([sockets, vi.getTimerCount()]).toEqual([0, 0])
  })
})

test('a close in the function that makes the URL sends no request', () => {
  const { transport, store } = make({
    method: 'POST',
    url: () => {
      store.close()
      return 'http://a.test/'
    },
  })
  store.on('note', () => {})
  expect(transport.dials).toHaveLength(0)
})

test.each(['close', 'clear'] as const)(
  'a %s in the policy that is asked for the next dial is followed by none',
  (how) => {
    const client = createEventSourceClient()
    const { transport, store } = make({
      client,
      retry() {
        if (how === 'close') store.close()
        else client.clear()
        return 10
      },
    })
    store.on('note', () => {})
    transport.last.lose()
    vi.advanceTimersByTime(600_000)
    expect(transport.dials).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  },
)

test.each(['decoder', 'until'] as const)('an event is not delivered if its %s closes', (where) => {
  const heard: string[] = []
  const close = (name: string) => name === where && store.close()
  const { transport, store } = make({
    events: { note: (raw) => (close('decoder'), raw) },
    until: () => (close('until'), false),
  })
  store.on('note', ({ data }) => heard.push(data))
  transport.last.open()
  transport.last.event('note', 'a')
  expect(heard).toEqual([])
  expect(store.getSnapshot()).toMatchObject({ status: 'closed', event: null })
})

test('a decoder that clears its client leaves nothing of the user before', () => {
  const client = createEventSourceClient()
  const { transport, store } = make({
    client,
    events: { note: (raw) => (client.clear(), raw) },
  })
  store.subscribe(() => {})
  transport.last.open()
  transport.last.event('note', 'of the user before')
  expect(store.getSnapshot()).toMatchObject({ status: 'idle', event: null, latest: {} })
})
