import { fakeTransport } from '@use-event-source/testing'
import { afterEach, beforeEach, expect, expectTypeOf, onTestFinished, test, vi } from 'vitest'
import { createEventSourceClient } from '../connection/eventSourceClient.ts'
import { collectLogs } from '../platform/collectLogs.test.helper.ts'
import { json } from './decode.ts'
import { createEventSource } from './eventSource.ts'
import { createEventState } from './eventState.ts'
import type { EventStateOptions } from './eventState.ts'
import type { Load, Loaded } from './loading.ts'
import type { Until } from './until.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

type Events = { add: number }
interface Ask {
  readonly signal: AbortSignal
  answer(answer: Loaded<number>): Promise<unknown>
  fail(error: unknown): Promise<unknown>
}

/** Lets what a promise has settled be heard. */
const settle = () => vi.advanceTimersByTimeAsync(0)

/** A sum of a stream, and a server that is asked for it. */
function makeSum(options: EventStateOptions<Events, number> = {}, until?: Until) {
  const transport = fakeTransport()
  const client = createEventSourceClient()
  const source = createEventSource<Events>({
    url: 'http://a.test/',
    events: { add: json<number>() },
    transport,
    client,
    retry: () => 50,
    until,
  })
  const asks: Ask[] = []
  const load: Load<number> = ({ signal }) =>
    new Promise((resolve, reject) => {
      const after =
        <T>(act: (value: T) => void) =>
        (value: T) => {
          act(value)
          return settle()
        }
      asks.push({ signal, answer: after(resolve), fail: after(reject) })
    })
  const sum = createEventState(
    source,
    0,
    { add: (sum, { data }) => sum + data },
    { load, ...options },
  )
  const last = () => asks.at(-1)!
  async function open() {
    transport.last.open()
    await settle()
  }
  /** Loses the stream, and lets it come back, with nothing told of the time between. */
  async function cut() {
    transport.last.lose()
    vi.advanceTimersByTime(50)
    await open()
  }
  return { transport, client, source, asks, last, sum, open, cut }
}

test('the state is loaded when the stream opens, and events that come meanwhile are added', async () => {
  const { transport, sum, asks, last, open } = makeSum()
  const seen: number[] = []
  sum.subscribe(() => seen.push(sum.getSnapshot()))
  await settle()
  expect(asks).toHaveLength(0)
  await open()
  transport.last.event('add', '1')
  transport.last.event('add', '2')
  expect(sum.getSnapshot()).toBe(0)
  await last().answer(100)
  transport.last.event('add', '4')
  expect(seen).toEqual([103, 107])
  expect(asks).toHaveLength(1)
})

test('a stream that is open already is no reason to wait', async () => {
  const { source, sum, asks, open } = makeSum()
  source.on('add', () => {})
  await open()
  sum.subscribe(() => {})
  await settle()
  expect(asks).toHaveLength(1)
})

test('events up to the ID of the state are left out, also those that come after it', async () => {
  const { transport, sum, last, open } = makeSum()
  sum.subscribe(() => {})
  await open()
  transport.last.event('add', '1', '98')
  transport.last.event('add', '1', '99')
  await last().answer({ state: 100, lastEventId: '100' })
  expect(sum.getSnapshot()).toBe(100)
  transport.last.event('add', '1', '100')
  expect(sum.getSnapshot()).toBe(100)
  transport.last.event('add', '1', '101')
  expect(sum.getSnapshot()).toBe(101)
  // A server that begins to count again.
  transport.last.event('add', '1', '1')
  expect(sum.getSnapshot()).toBe(102)
})

test.each([
  ['numbers', '9', '10'],
  ['long numbers', '99999999999999999999', '100000000000000000000'],
  ['a time and a number', '1732-9', '1732-10'],
  ['another time and a smaller number', '1732-10', '1733-9'],
  ['ULIDs', '01ARZ3NDEKTSV4RRFFQ69G5FA9', '01ARZ3NDEKTSV4RRFFQ69G5FAV'],
  ['the name of a run and a number', 'run_7:9', 'run_7:10'],
])('IDs grow: %s', async (_, before, after) => {
  const { transport, sum, last, open } = makeSum()
  sum.subscribe(() => {})
  await open()
  transport.last.event('add', '1', before)
  transport.last.event('add', '1', after)
  await last().answer({ state: 0, lastEventId: before })
  expect(sum.getSnapshot()).toBe(1)
})

test('without IDs, includes() tells which events a state has', async () => {
  const { transport, sum, last, open, cut } = makeSum({
    includes: (sum, { data }) => data <= sum,
  })
  sum.subscribe(() => {})
  await open()
  transport.last.event('add', '3')
  transport.last.event('add', '7')
  await last().answer(5)
  expect(sum.getSnapshot()).toBe(12)
  await cut()
  transport.last.event('add', '7')
  await last().answer(12)
  transport.last.event('add', '12')
  expect(sum.getSnapshot()).toBe(12)
})

test('a gap without an ID loads again and shows the old state meanwhile, one with an ID does not', async () => {
  const { transport, sum, asks, last, open, cut } = makeSum()
  sum.subscribe(() => {})
  await open()
  await last().answer(1)
  await cut()
  transport.last.event('add', '1')
  expect([sum.getSnapshot(), asks.length]).toEqual([1, 2])
  await last().answer(10)
  expect(sum.getSnapshot()).toBe(11)

  transport.last.event('add', '1', '7')
  await cut()
  transport.last.event('add', '1', '8')
  expect([sum.getSnapshot(), asks.length]).toEqual([13, 2])
})

test('a gap while it is loading loads again, and a slow answer is dropped', async () => {
  const { transport, sum, asks, open, cut } = makeSum()
  sum.subscribe(() => {})
  await open()
  transport.last.event('add', '1')
  await cut()
  expect(asks.map(({ signal }) => signal.aborted)).toEqual([true, false])
  transport.last.event('add', '2')
  await asks[1]!.answer(10)
  await asks[0]!.answer(100)
  expect(sum.getSnapshot()).toBe(12)
})

test('a load that fails is reported, and tried again with backoff until it succeeds', async () => {
  const random = vi.spyOn(Math, 'random').mockReturnValue(0.5)
  onTestFinished(() => random.mockRestore())
  const errors: unknown[] = []
  const { transport, sum, asks, last, open } = makeSum({ onLoadError: (e) => errors.push(e) })
  sum.subscribe(() => {})
  await open()
  for (const delay of [1500, 3000, 6000]) {
    transport.last.event('add', '1')
    await last().fail(`down ${delay}`)
    await vi.advanceTimersByTimeAsync(delay - 1)
    const before = asks.length
    await vi.advanceTimersByTimeAsync(1)
    expect(asks).toHaveLength(before + 1)
  }
  expect(errors).toEqual(['down 1500', 'down 3000', 'down 6000'])
  transport.last.event('add', '1')
  await last().answer(10)
  expect(sum.getSnapshot()).toBe(11)
})

test('a load that throws before its first await has failed, and the console says so once', async () => {
  const logged = collectLogs()
  const error = new Error('broken')
  const { sum, open } = makeSum({
    load() {
      throw error
    },
  })
  sum.subscribe(() => {})
  await open()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(logged).toEqual([[expect.stringContaining('#load-failed'), error]])
})

test('an onLoadError that throws ends nothing', async () => {
  const logged = collectLogs()
  const { sum, asks, last, open } = makeSum({
    onLoadError() {
      throw new Error('broken')
    },
  })
  sum.subscribe(() => {})
  await open()
  await last().fail('down')
  expect(logged[0]?.[0]).toContain("'onLoadError' threw")
  await vi.advanceTimersByTimeAsync(30_000)
  expect(asks).toHaveLength(2)
})

test('with more than 10,000 events that wait, it loads again', async () => {
  const errors: unknown[] = []
  const { transport, sum, asks, last, open } = makeSum({ onLoadError: (e) => errors.push(e) })
  sum.subscribe(() => {})
  await open()
  for (let i = 0; i < 10_001; i++) transport.last.event('add', '1')
  expect([asks[0]?.signal.aborted, errors]).toEqual([true, [expect.any(RangeError)]])
  await vi.advanceTimersByTimeAsync(3000)
  expect(asks).toHaveLength(2)
  transport.last.event('add', '1')
  await last().answer(10_001)
  expect(sum.getSnapshot()).toBe(10_002)
})

test('with more than 16 MiB that wait, it loads again', async () => {
  const { transport, sum, asks, open } = makeSum({ onLoadError() {} })
  sum.subscribe(() => {})
  await open()
  const padded = `1${' '.repeat(2 ** 20)}`
  for (let i = 0; i < 16; i++) transport.last.event('add', padded)
  expect(asks[0]?.signal.aborted).toBe(true)
})

test('reload() loads again, and reset() shows the initial state until then', async () => {
  const { transport, sum, asks, last, open } = makeSum()
  sum.subscribe(() => {})
  await open()
  await last().answer(5)
  sum.reload()
  sum.reload()
  await settle()
  expect([asks.length, sum.getSnapshot()]).toEqual([2, 5])
  transport.last.event('add', '1')
  await last().answer(6)
  expect(sum.getSnapshot()).toBe(7)
  sum.reset()
  await settle()
  expect([asks.length, sum.getSnapshot()]).toEqual([3, 0])
})

test('after close() an answer is dropped, and connect() loads again', async () => {
  const { transport, source, sum, asks, last, open } = makeSum()
  sum.subscribe(() => {})
  await open()
  transport.last.event('add', '1')
  source.close()
  expect(asks[0]?.signal.aborted).toBe(true)
  await asks[0]!.answer(5)
  expect(sum.getSnapshot()).toBe(0)
  source.connect()
  await open()
  await last().answer(7)
  expect([asks.length, sum.getSnapshot()]).toEqual([2, 7])
})

test.each([
  ['true', true, 11],
  ["'after'", 'after', 13],
  ['a failure', { failure: 'broken' }, 11],
] as const)(
  'a stream that until ends with %s is complete: its state is shown when it comes',
  async (_, answer, total) => {
    const { transport, source, sum, asks, last, open } = makeSum({}, (event) =>
      event.raw === '2' ? answer : false,
    )
    sum.subscribe(() => {})
    await open()
    transport.last.event('add', '1')
    transport.last.event('add', '2')
    expect([source.getSnapshot().status, asks[0]?.signal.aborted]).toEqual(['closed', false])
    await last().answer(10)
    expect(sum.getSnapshot()).toBe(total)
  },
)

test('a load that fails after the end of a complete stream is tried again', async () => {
  const { transport, sum, asks, last, open } = makeSum({ onLoadError() {} }, () => true)
  sum.subscribe(() => {})
  await open()
  transport.last.event('add', '1')
  await last().fail('down')
  await vi.advanceTimersByTimeAsync(3000)
  expect(asks).toHaveLength(2)
  await last().answer(10)
  expect(sum.getSnapshot()).toBe(10)
})

test.each([0, 5000])(
  'close() and connect() load again for a subscriber that was away for %d ms',
  async (away) => {
    const { transport, source, sum, asks, last, open } = makeSum()
    const off = sum.subscribe(() => {})
    await open()
    await last().answer(5)
    off()
    vi.advanceTimersByTime(away)
    source.close()
    source.connect()
    await open()
    sum.subscribe(() => {})
    await settle()
    expect([asks.length, sum.getSnapshot()]).toEqual([2, 5])
    transport.last.event('add', '1')
    await last().answer(7)
    expect(sum.getSnapshot()).toBe(8)
  },
)

test('a complete stream that is connected again loads again', async () => {
  const { transport, source, sum, asks, last, open } = makeSum({}, () => true)
  sum.subscribe(() => {})
  await open()
  await last().answer(5)
  transport.last.event('add', '1')
  source.connect()
  await open()
  await last().answer(7)
  expect([asks.length, sum.getSnapshot()]).toEqual([2, 7])
})

test('after clear() an answer is dropped, and the next connect() loads for the next user', async () => {
  const { client, source, sum, asks, last, open } = makeSum()
  sum.subscribe(() => {})
  await open()
  await last().answer(5)
  sum.reload()
  await settle()
  client.clear()
  await last().answer(6)
  expect(sum.getSnapshot()).toBe(0)
  source.connect()
  await open()
  await last().answer(7)
  expect([asks.length, sum.getSnapshot()]).toEqual([3, 7])
})

test('a clearing that nothing watches is noticed when the answer comes', async () => {
  const { client, sum, last, open } = makeSum()
  const off = sum.subscribe(() => {})
  await open()
  off()
  client.clear()
  await last().answer(6)
  expect(sum.getSnapshot()).toBe(0)
})

test('loads once for a subscriber that leaves and comes back in one task, as in strict mode', async () => {
  const { source, sum, asks, last, open } = makeSum()
  source.on('add', () => {})
  await open()
  sum.subscribe(() => {})()
  sum.subscribe(() => {})
  await settle()
  expect(asks).toHaveLength(1)
  await last().answer(3)
  expect(sum.getSnapshot()).toBe(3)
})

test('goes on loading for the linger without subscribers, and not longer', async () => {
  const { source, transport, sum, asks, open } = makeSum()
  source.on('add', () => {})
  sum.subscribe(() => {})()
  await open()
  expect(asks).toHaveLength(0)
  const off = sum.subscribe(() => {})
  await settle()
  off()
  transport.last.event('add', '1')
  await asks[0]!.answer(10)
  expect(sum.getSnapshot()).toBe(11)

  sum.subscribe(() => {})()
  sum.reload()
  await settle()
  const late = sum.subscribe(() => {})
  await settle()
  late()
  vi.advanceTimersByTime(1000)
  expect([asks.length, asks[1]?.signal.aborted]).toEqual([2, true])
  await asks[1]!.answer(100)
  expect(sum.getSnapshot()).toBe(11)
  expect(vi.getTimerCount()).toBe(0)
})

test('a state of the very shape of an answer has to be wrapped in one', async () => {
  interface Run {
    state: string
    lastEventId: string
  }
  interface LongRun extends Run {
    text: string
  }
  expectTypeOf<Loaded<Run>>().toEqualTypeOf<{ readonly state: Run; readonly lastEventId: string }>()
  expectTypeOf<LongRun>().toExtend<Loaded<LongRun>>()
  expectTypeOf<Run | null>().not.toExtend<Loaded<Run | null>>()

  const run = { state: 'running', lastEventId: '7' }
  const answers: [unknown, Loaded<unknown>][] = [
    [run, { state: run, lastEventId: '9' }],
    [
      { ...run, text: 'x' },
      { ...run, text: 'x' },
    ],
    [null, null],
  ]
  for (const [state, answer] of answers) {
    const transport = fakeTransport()
    const options = { url: 'http://a.test/', events: { add: json<number>() }, transport }
    const loaded = createEventState(
      createEventSource(options),
      undefined as unknown,
      {},
      {
        load: () => answer,
      },
    )
    const off = loaded.subscribe(() => {})
    transport.last.open()
    await settle()
    expect(loaded.getSnapshot()).toEqual(state)
    off()
  }
})
