import { createEventSource, json } from '@use-event-source/core'
import { randomRuns } from '../scripts/randomRuns.ts'
import type { EventSourceStore, EventStateOptions, Loaded } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import type { FakeDial } from '@use-event-source/testing'
import fc from 'fast-check'
import { expect, vi } from 'vitest'

/** The numbers of all events so far: one that is lost, doubled or out of order shows. */
type Numbers = readonly number[]
type Events = { number: number }

/** What follows a source, and can be looked at. */
export interface Follower {
  /** Shows a state that is reduced from the source; returns how to look at it, and to end it. */
  mount(
    source: EventSourceStore<Events>,
    initial: Numbers,
    reducers: { number(state: Numbers, event: { readonly data: number }): Numbers },
    options: EventStateOptions<Events, Numbers>,
  ): { shown(): Numbers; reload?(): void; unmount(): void }
  /** Does something, and waits until it shows. */
  settle(step: () => void): Promise<void>
}

const always = ['publish', 'publish', 'deliver', 'accept', 'cut', 'answer', 'wait'] as const
/** What heals a state by accident comes in some lives only. */
const sometimes = [
  'refuse',
  'fail',
  'leave',
  'return',
  'reload',
  'close',
  'connect',
  'share',
] as const

const steps = fc.subarray([...sometimes]).chain((some) =>
  fc.array(fc.record({ does: fc.constantFrom(...always, ...some), number: fc.nat(3) }), {
    minLength: 10,
    maxLength: 60,
    size: 'max',
  }),
)

const server = fc.record({
  /** How the server tells what a state has in it: by IDs, numbers in events, or by sending all. */
  kind: fc.constantFrom('ids', 'numbers', 'replays'),
  /** How many old events it sends where it is not asked to resume. */
  replays: fc.nat(4),
  /** Whether it reads the state when it is asked, or when it answers. */
  readsEarly: fc.boolean(),
})

type Steps = typeof steps extends fc.Arbitrary<infer T> ? T : never
type Server = typeof server extends fc.Arbitrary<infer T> ? T : never

/**
 * Checks that any order of deltas, cuts, replays, and slow and failing snapshots ends in the state of
 * the server. A server that sends all events at each connection needs no snapshot.
 */
export async function checkLoading(follower: Follower, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(server, steps, (server, steps) => live(follower, server, steps)),
    { numRuns: randomRuns(numRuns) },
  )
}

async function live(follower: Follower, { kind, replays, readsEarly }: Server, steps: Steps) {
  const transport = fakeTransport()
  const source = createEventSource<Events>({
    url: 'http://a.test/',
    events: { number: json<number>() },
    transport,
    retry: () => 50,
  })
  const log: number[] = []
  // What the server has written to the newest connection, and the page has not read yet.
  let written: number[] = []
  let accepted: FakeDial | null = null
  let unshare = () => {}

  interface Ask {
    readonly early: Loaded<Numbers>
    answer(answer: Loaded<Numbers>): void
    fail(error: unknown): void
  }
  let asks: Ask[] = []
  const read = (): Loaded<Numbers> =>
    kind === 'ids' ? { state: [...log], lastEventId: `${log.at(-1) ?? ''}` } : [...log]
  const options: EventStateOptions<Events, Numbers> =
    kind === 'replays'
      ? { onGap: () => [] }
      : {
          load: () => new Promise((answer, fail) => asks.push({ early: read(), answer, fail })),
          includes:
            kind === 'numbers' ? (state, { data }) => data <= (state.at(-1) ?? 0) : undefined,
          onLoadError() {},
        }
  const mount = () =>
    follower.mount(source, [], { number: (state, { data }) => [...state, data] }, options)
  let mounted: ReturnType<typeof mount> | null = mount()

  const isOpen = () => accepted?.closed === false
  const isDialing = () => transport.sockets === 1 && !isOpen()
  const acts: Record<Steps[number]['does'], (number: number) => void> = {
    publish() {
      log.push(log.length + 1)
      if (isOpen()) written.push(log.length)
    },
    deliver(count) {
      if (!isOpen()) return
      for (const number of written.splice(0, count + 1))
        transport.last.event('number', `${number}`, kind === 'ids' ? `${number}` : undefined)
    },
    accept() {
      if (!isDialing()) return
      const { lastEventId } = transport.last.request
      const asked = kind === 'replays' ? 0 : Math.max(log.length - replays, 0)
      written = log.slice(lastEventId ? Number(lastEventId) : asked)
      accepted = transport.last
      accepted.open()
    },
    cut() {
      if (isOpen()) transport.last.lose()
    },
    refuse() {
      if (isDialing()) transport.last.lose({ kind: 'http', status: 400 })
    },
    answer(number) {
      const [ask] = asks.splice(number % Math.max(asks.length, 1), 1)
      ask?.answer(readsEarly ? ask.early : read())
    },
    fail(number) {
      const [ask] = asks.splice(number % Math.max(asks.length, 1), 1)
      ask?.fail('down')
    },
    wait: (number) => void vi.advanceTimersByTime([10, 60, 1100, 40_000][number]!),
    leave(number) {
      // What sends all events at each connection has nothing for a state that joins later.
      if (kind === 'replays') return
      mounted?.unmount()
      mounted = null
      // For longer than it lingers, or not.
      if (number > 0) vi.advanceTimersByTime(1100)
    },
    return: () => void (mounted ??= mount()),
    reload: () => mounted?.reload?.(),
    close: () => kind !== 'replays' && source.close(),
    connect: () => source.connect(),
    share() {
      unshare()
      unshare = source.on('number', () => {})
    },
  }
  const act = (does: Steps[number]['does'], number = 0) => follower.settle(() => acts[does](number))

  for (const { does, number } of steps) await act(does, number)

  await act('return')
  await act('connect')
  for (let round = 0; round < 6; round++) {
    await act('wait', 3)
    await act('accept')
    while (written.length > 0 && isOpen()) await act('deliver', 100)
    while (asks.length > 0) await act('answer')
  }
  expect(mounted?.shown()).toEqual(log)
  mounted?.unmount()
  unshare()
  await act('wait', 3)
  asks = []
}
