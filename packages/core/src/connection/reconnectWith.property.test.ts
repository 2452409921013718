import { fakeTransport } from '@use-event-source/testing'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { randomRuns, randomTimeout } from '../../../../scripts/randomRuns.ts'
import { createEventSource } from '../store/eventSource.ts'
import { createEventState } from '../store/eventState.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** What befalls an answer, and what the server sends of it then. */
type Step =
  /** The server goes on for so many events. */
  | { readonly kind: 'send'; readonly count: number }
  /** The line breaks. */
  | { readonly kind: 'cut' }
  /** The server ends the response in order, before the answer is complete. */
  | { readonly kind: 'end' }
  /** The next request is refused for the moment. */
  | { readonly kind: 'busy' }
  /** The page stops listening, and comes back. */
  | { readonly kind: 'leave'; readonly time: number }
  | { readonly kind: 'close' }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('send' as const), count: fc.integer({ min: 1, max: 5 }) }),
  fc.record({
    kind: fc.constantFrom('cut' as const, 'end' as const, 'busy' as const, 'close' as const),
  }),
  fc.record({ kind: fc.constant('leave' as const), time: fc.constantFrom(500, 60_000) }),
)

/** What of the log a server sends to a request that goes on. */
const replay = fc.constantFrom('all', 'from the id', 'after the id')

test(
  'an answer brings every event once and in order, whatever is cut, refused and sent again',
  { timeout: randomTimeout },
  () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 30 }),
        fc.array(replay, { minLength: 40, maxLength: 40 }),
        (steps, replays) => {
          vi.clearAllTimers()
          const length = 20
          const transport = fakeTransport()
          const source = createEventSource({
            url: 'http://a.test/chat',
            method: 'POST',
            body: 'Why?',
            events: { delta: Number },
            idOf: ({ raw }) => `run:${raw}`,
            until: ({ raw }) => raw === String(length) && 'after',
            reconnectWith: ({ lastEventId }) =>
              lastEventId === '' ? null : { url: 'http://a.test/runs/1', method: 'GET' },
            transport,
          })
          const sum = createEventState(source, [] as number[], {
            delta: (all, { data }) => [...all, data],
          })
          let stop = sum.subscribe(() => {})
          let produced = 0
          let answered = 0

          /** Opens the latest request as the server does, and sends what it has of the log. */
          function accept() {
            const { last, dials } = transport
            if (dials.length === answered) return
            answered = dials.length
            last.open()
            const from = Number(last.request.lastEventId.split(':')[1] ?? 0)
            const how = replays[answered % replays.length]
            const first = how === 'all' ? 1 : how === 'from the id' ? Math.max(from, 1) : from + 1
            for (let i = first; i <= produced; i++) send(i)
          }
          function send(i: number) {
            if (!transport.last.closed) transport.last.event('delta', String(i))
          }
          /** Waits for the next request, and answers it. */
          function goOn() {
            if (source.getSnapshot().status === 'closed') source.connect()
            vi.advanceTimersByTime(30_000)
            accept()
          }
          const follow: { readonly [Kind in Step['kind']]: (step: any) => void } = {
            send({ count }) {
              for (let i = 0; i < count && produced < length - 1; i++) send(++produced)
            },
            cut: () => transport.last.lose(),
            end: () => transport.last.lose({ kind: 'ended', complete: true }),
            busy() {
              transport.last.lose()
              vi.advanceTimersByTime(30_000)
              answered = transport.dials.length
              transport.last.lose({ kind: 'http', status: 503 })
            },
            leave({ time }) {
              stop()
              vi.advanceTimersByTime(time)
              stop = sum.subscribe(() => {})
            },
            close() {
              source.close()
              source.connect()
            },
          }

          accept()
          follow.send({ count: 1 })
          for (const step of steps) {
            if (!transport.last.closed) follow[step.kind](step)
            goOn()
          }
          goOn()
          while (produced < length) send(++produced)
          const all = Array.from({ length }, (_, i) => i + 1)
          expect(sum.getSnapshot()).toEqual(all)
          expect(source.getSnapshot()).toMatchObject({ status: 'closed', failure: null })
          // The question is asked once.
          const methods = transport.dials.map(({ request }) => request.method)
          expect(methods.filter((method) => method === 'POST')).toEqual(['POST'])
        },
      ),
      { numRuns: randomRuns(100) },
    )
  },
)
