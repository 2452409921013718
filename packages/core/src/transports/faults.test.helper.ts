import type { Step } from '@use-event-source/testing'
import { expect } from 'vitest'
import { engine, own } from './engine.test.helper.ts'
import type { Failure } from './failure.ts'
import { begin, goOn } from './story.test.helper.ts'
import type { StoryOptions } from './story.test.helper.ts'

/** Something that goes wrong between the two halves of a story. */
export interface Fault {
  readonly name: string
  /** What the server does: the second step is the fault, or what comes after it. */
  readonly steps: readonly Step[]
  readonly options?: StoryOptions
  /** The failure in the state. */
  readonly failure?: Partial<Failure>
  /** Whether the story ends with it. */
  readonly isFinal?: boolean
  /** The last event ID after it, where that is not the one of the first half. */
  readonly lastEventId?: string
  /** How many characters the largest event has. @default 1 */
  readonly largest?: number
  /** Why the browser's own `EventSource` cannot be put through it. */
  readonly notNative?: string
  /** Whether the answer comes after a redirect. */
  readonly redirects?: boolean
}

// Node's fetch takes a reset for an end where the server has announced to close the connection.
const reset = { kind: expect.stringMatching(/^(network|ended)$/) } as const

/** WebKit's own `EventSource` takes time that grows with the square of an event's size. */
const megabytes = engine === 'webkit' ? 1 : 8

const gluing = own?.gluesStreams
  ? { notNative: 'the browser glues what is left of an event to the next stream' }
  : {}

/**
 * The stream is lost, or strange, and the server takes the next dial: a native `EventSource` comes
 * back by itself.
 */
const drops: readonly Fault[] = [
  { name: 'an orderly end', steps: [begin, goOn], failure: { kind: 'ended', complete: true } },
  {
    name: 'a reset in the middle of an event',
    steps: [{ ...begin, then: 'reset' }, goOn],
    failure: reset,
    ...gluing,
  },
  {
    name: 'several resets',
    steps: [1, 2, 2, 3].map<Step>((upTo) => ({ ...begin, upTo, then: 'reset' })).concat(goOn),
    failure: reset,
    ...gluing,
  },
  { name: 'slow headers', steps: [begin, { ...goOn, delay: 60 }] },
  {
    name: 'a stream in chunks of one byte',
    steps: [begin, goOn].map((step) => ({ ...step, bytewise: true })),
  },
  { name: 'a stream in gzip', steps: [begin, goOn].map((step) => ({ ...step, gzip: true })) },
  {
    name: 'a content type in upper case with a charset',
    steps: [begin, { ...goOn, headers: { 'content-type': 'TEXT/Event-Stream ; Charset=UTF-8' } }],
  },
  {
    name: 'a stream of nothing, then an end',
    steps: [begin, { do: 'numbers', upTo: 0, then: 'end' }, goOn],
    failure: { kind: 'ended', complete: false },
  },
  {
    name: `an event of ${megabytes} MB`,
    steps: [begin, { ...begin, upTo: 4, size: megabytes * 2 ** 20 }, goOn],
    largest: megabytes * 2 ** 20,
  },
  ...[301, 302, 307, 308].map((status) => ({
    name: `a redirect ${status}`,
    steps: [begin, { do: 'redirect', status }, goOn] as const,
    redirects: true,
  })),
]

/** The next dial is refused: a native `EventSource` gives up for good, and does not say why. */
const refusals: readonly Fault[] = [
  ...[408, 425, 429, 500, 502, 503, 504].map((status) => ({
    name: `a ${status}`,
    steps: [begin, { do: 'status', status, body: '<h1>Later</h1>' }, goOn] as const,
    failure: { kind: 'http', status } as const,
  })),
  {
    name: 'a 503 with Retry-After',
    steps: [begin, { do: 'status', status: 503, headers: { 'retry-after': '1' } }, goOn],
    failure: { kind: 'http', status: 503, retryAfter: 1000 },
  },
  {
    name: 'a 503 whose body never ends',
    steps: [begin, { do: 'status', status: 503, body: 'wait', endless: true }, goOn],
    failure: { kind: 'http', status: 503 },
  },
  ...[401, 403].map((status) => ({
    name: `a ${status}`,
    steps: [begin, { do: 'status', status, body: '{"error":"no"}' }, goOn] as const,
    failure: { kind: 'http', status } as const,
    isFinal: true,
  })),
  ...[404, 410].map((status) => {
    const refusal: Step = { do: 'status', status }
    return {
      name: `a ${status} with the last event ID, and without`,
      steps: [begin, refusal, refusal, goOn],
      failure: { kind: 'http', status } as const,
      isFinal: true,
      lastEventId: '',
    }
  }),
  {
    name: 'a 204',
    steps: [begin, { do: 'status', status: 204 }, goOn],
    failure: { kind: 'ended', status: 204 },
    isFinal: true,
  },
  {
    name: 'a 200 with a JSON error',
    steps: [
      begin,
      {
        do: 'status',
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: '{"error":"quota"}',
      },
      goOn,
    ],
    failure: { kind: 'protocol', status: 200, body: '{"error":"quota"}' },
    isFinal: true,
  },
  {
    name: 'a content type that only begins like the right one',
    steps: [begin, { ...goOn, headers: { 'content-type': 'text/event-streams' } }, goOn],
    failure: { kind: 'protocol' },
    isFinal: true,
  },
  {
    // Clients follow twenty of them: these are enough for one dial.
    name: 'an endless redirect',
    steps: [begin, ...Array<Step>(25).fill({ do: 'redirect', status: 302 }), goOn],
    failure: { kind: 'network' },
    redirects: true,
  },
]

const silentRefusal: Fault = {
  name: 'a socket that is reset instead of an answer',
  steps: [begin, { do: 'refuse' }, goOn],
}

/** Only our own limits end these. */
const limits: readonly Fault[] = [
  {
    name: 'a first dial that is never answered',
    steps: [{ do: 'mute' }, begin, goOn],
    options: { connectTimeout: 500 },
    failure: { kind: 'timeout' },
  },
  {
    name: 'a redial that is never answered',
    steps: [begin, { do: 'mute' }, goOn],
    options: { connectTimeout: 500 },
    failure: { kind: 'timeout' },
    notNative: 'the browser does not report when it redials, so a dial cannot be timed',
  },
  {
    name: 'a server that falls silent',
    steps: [begin, { do: 'silence' }, goOn],
    options: { idleTimeout: 500 },
    failure: { kind: 'timeout' },
    ...(own?.opensWithFirstByte && {
      notNative: 'the browser reports neither that it redials nor that it was answered',
    }),
  },
  {
    name: 'an endless line',
    steps: [begin, { do: 'endlessLine' }, goOn],
    options: { maxEventSize: 200_000 },
    failure: { kind: 'overflow' },
    isFinal: true,
    notNative: 'the browser keeps a line until it ends, and shows nothing of it before',
  },
]

/**
 * A native `EventSource` tells no reason: all that is not our own timer is the network, and the
 * policy dials again.
 */
function blindly(fault: Fault): Fault {
  return {
    ...fault,
    isFinal: false,
    failure: fault.failure?.kind === 'timeout' ? fault.failure : { kind: 'network' },
  }
}

/** Who carries the stream. */
export type CarriedBy = 'fetch' | 'native'

const everything = [...drops, silentRefusal, ...refusals, ...limits]

/** The one table, as each transport meets it. */
export const faultsFor: Readonly<Record<CarriedBy, readonly Fault[]>> = {
  fetch: everything,
  native: everything.map(blindly),
}
