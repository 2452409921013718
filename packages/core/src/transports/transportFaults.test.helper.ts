import type { ScriptedServerRemote, Step } from '@use-event-source/testing'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { json } from '../decode.ts'
import { createEventSource } from '../eventSource.ts'
import type { Failure } from '../failure.ts'
import { createRegistry } from '../registry.ts'
import type { EventSourceOptions } from '../store.ts'

const events = { number: json<number>() }

/** The first half of a story: three numbers, and then the connection is gone. What comes next is the fault. */
export const begin = { do: 'numbers', upTo: 3, retry: 1, then: 'end' } as const
/** The last half: whoever kept the id hears the other three. */
export const goOn: Step = { do: 'numbers', upTo: 6 }
export const wholeStory = [1, 2, 3, 4, 5, 6]

export interface Fault {
  readonly name: string
  readonly steps: readonly Step[]
  readonly options?: Partial<EventSourceOptions<typeof events>>
  /** How it ends, if the stream does not come back from it. */
  readonly failure?: Partial<Failure>
}

/** Faults that every transport comes back from. */
export const commonFaults: readonly Fault[] = [
  { name: 'an orderly end', steps: [begin, goOn] },
  { name: 'a reset in the middle of an event', steps: [{ ...begin, then: 'reset' }, goOn] },
  {
    name: 'several resets',
    steps: [1, 2, 2, 3].map<Step>((upTo) => ({ ...begin, upTo, then: 'reset' })).concat(goOn),
  },
  { name: 'slow headers', steps: [begin, { ...goOn, delay: 60 }] },
  {
    name: 'a stream in single bytes',
    steps: [
      { ...begin, bytewise: true },
      { do: 'numbers', upTo: 6, bytewise: true },
    ],
  },
  {
    name: 'a stream in gzip',
    steps: [
      { do: 'numbers', upTo: 3, retry: 1, gzip: true, then: 'end' },
      { do: 'numbers', upTo: 6, gzip: true },
    ],
  },
  {
    name: 'a content type in upper case with a charset',
    steps: [begin, { ...goOn, headers: { 'content-type': 'TEXT/Event-Stream ; Charset=UTF-8' } }],
  },
  { name: 'a stream of nothing, then an end', steps: [begin, { do: 'numbers', upTo: 0, then: 'end' }, goOn] },
  ...[301, 302, 307, 308].map((status) => ({
    name: `a redirect ${status}`,
    steps: [begin, { do: 'redirect', status }, goOn] as const,
  })),
]

/** Faults that a transport comes back from if it sees statuses, or has somebody who does. */
export const statusFaults: readonly Fault[] = [
  ...[408, 425, 429, 500, 502, 503, 504].map((status) => ({
    name: `a ${status}`,
    steps: [begin, { do: 'status', status, body: '<h1>Later</h1>' }, goOn] as const,
  })),
  {
    name: 'a 503 whose body never ends',
    steps: [begin, { do: 'status', status: 503, body: 'wait', endless: true }, goOn],
  },
  ...[401, 403, 404, 410].map((status) => ({
    name: `a ${status}`,
    steps: [begin, { do: 'status', status, body: '{"error":"no"}' }, goOn] as const,
    failure: { kind: 'http', status } as const,
  })),
  { name: 'a 204', steps: [begin, { do: 'status', status: 204 }, goOn], failure: { kind: 'ended', status: 204 } },
  {
    name: 'a 200 with a JSON error',
    steps: [
      begin,
      { do: 'status', status: 200, headers: { 'content-type': 'application/json' }, body: '{"error":"quota"}' },
      goOn,
    ],
    failure: { kind: 'protocol', message: expect.stringContaining('{"error":"quota"}') },
  },
  {
    name: 'a content type that only begins like the right one',
    steps: [begin, { ...goOn, headers: { 'content-type': 'text/event-streams' } }],
    failure: { kind: 'protocol' },
  },
]

export interface FaultsSubject {
  readonly server: () => ScriptedServerRemote
  /** What the transport is dialled with, beside what the fault asks for. */
  readonly options: () => Partial<EventSourceOptions<typeof events>>
  /** Runs a test's body and fails if a timer of ours is left. Where timers cannot be counted, just runs it. */
  readonly withoutTimers?: (body: () => Promise<void>) => Promise<void>
}

/** Listens to a stream of numbers with a connection of its own. */
export function followNumbers(url: string, options: Partial<EventSourceOptions<typeof events>>) {
  const numbers: number[] = []
  const source = createEventSource({ url, events, registry: createRegistry(), linger: 0, ...options })
  source.on('number', (event) => numbers.push(event.data))
  onTestFinished(source.close)
  return { source, numbers }
}

/** Waits until the server has no socket of a script any more. */
export async function waitForSilence(server: ScriptedServerRemote, url: string) {
  await vi.waitFor(async () => expect((await server.seen(url)).sockets).toBe(0))
}

const patience = { timeout: 8000, interval: 10 }

/** Puts a transport through faults: after each of them nothing is lost, nothing came twice, and nothing is left behind. */
export function transportFaults(
  faults: readonly Fault[],
  { server, options, withoutTimers = (body) => body() }: FaultsSubject,
) {
  for (const { name, steps, options: asked, failure } of faults) {
    const outcome = failure ? 'ends after' : 'loses nothing to'
    test(`${outcome} ${name}`, { timeout: 10_000 }, () =>
      withoutTimers(async () => {
        const url = server().url(...steps)
        const { source, numbers } = followNumbers(url, { ...options(), ...asked })

        if (failure) {
          await vi.waitFor(() => expect(source.getSnapshot().status).toBe('closed'), patience)
          expect(source.getSnapshot()).toMatchObject({ failure: { ...failure, willRetry: false }, lastEventId: '3' })
        } else {
          await vi.waitFor(() => expect(numbers).toHaveLength(wholeStory.length), patience)
          expect(source.getSnapshot()).toMatchObject({ status: 'open', failure: null, failures: 0, lastEventId: '6' })
          source.close()
        }
        expect(numbers).toEqual(failure ? [1, 2, 3] : wholeStory)
        await waitForSilence(server(), url)
      }),
    )
  }

  describe('closed means closed', () => {
    const moments: readonly { readonly status: string; readonly steps: readonly Step[] }[] = [
      { status: 'connecting', steps: [{ do: 'mute' }] },
      { status: 'open', steps: [{ do: 'numbers', upTo: 3 }] },
      { status: 'reconnecting', steps: [{ do: 'numbers', upTo: 3, retry: 1, then: 'reset' }, { do: 'mute' }] },
      { status: 'reconnecting', steps: [{ do: 'numbers', upTo: 3, retry: 100, then: 'end' }, goOn] },
    ]
    test.each(moments)('while $status, after $steps.0.do', ({ status, steps }) =>
      withoutTimers(async () => {
        const url = server().url(...steps)
        const { source, numbers } = followNumbers(url, options())
        const count = status === 'connecting' ? 0 : 3
        await vi.waitFor(() => {
          expect(numbers).toHaveLength(count)
          expect(source.getSnapshot().status).toBe(status)
        }, patience)
        if (steps.at(-1)?.do === 'mute')
          await vi.waitFor(async () => expect((await server().seen(url)).sockets).toBe(1))

        const statuses: string[] = []
        source.subscribe(() => statuses.push(source.getSnapshot().status))
        source.close()
        await waitForSilence(server(), url)
        const { requests } = await server().seen(url)

        // Another stream that comes back several times is the clock.
        const other = followNumbers(server().url(begin, begin, { ...begin, retry: 150 }, goOn), options())
        await vi.waitFor(() => expect(other.numbers).toEqual(wholeStory), patience)
        other.source.close()
        expect((await server().seen(url)).requests).toHaveLength(requests.length)
        expect(numbers).toHaveLength(count)
        expect(statuses).toEqual(['closed'])
      }),
    )
  })
}
