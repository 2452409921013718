// Many clients of one server, on a clock of their own: they follow the rules of the core, and the
// server does what a scene says.
import { afterLoss } from '../src/connection/afterLoss.ts'
import { startAt } from '../src/connection/position.ts'
import { failuresWith } from '../src/connection/machine.ts'
import type { ConnectionState } from '../src/connection/machine.ts'
import { isStable, noDial } from '../src/connection/dial.ts'
import type { Failure } from '../src/index.ts'
import type { RetryPolicy } from '../src/index.ts'

/** A generator of random numbers (mulberry32): the same picture each time. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** What a server does with one dial. */
export interface Answer {
  /** How long the stream is open, in milliseconds; 0 where the dial fails. */
  readonly lives: number
  /** How it ends; without, it stays. */
  readonly ends?: Failure
  /** Whether it brings an event. */
  readonly speaks?: boolean
}

export interface Scene {
  readonly clients: number
  /** When it is over, in milliseconds. */
  readonly duration: number
  /** Within which time the clients lose a stream that they have had, in milliseconds. */
  readonly within: number
  /** How they lose it. */
  readonly lost: Failure
  readonly policy: RetryPolicy
  /** The reconnection time that the server has set, in milliseconds. */
  readonly serverDelay?: number
  answer(now: number): Answer
}

export interface Outcome {
  /** Dials in each millisecond. */
  readonly dials: Uint32Array
  /** When a client was let in for good, for each of them in order. */
  readonly back: readonly number[]
  /** The part of the time that the clients were open, from the second minute on. */
  readonly openShare: number
}

const minute = 60_000

/** Plays a scene. */
export function play(scene: Scene): Outcome {
  const { clients, duration, within, lost, policy, serverDelay = null, answer } = scene
  const options = { url: 'http://server.test/', retry: policy }
  const random = seeded(7)
  const dials = new Uint32Array(duration)
  const back: number[] = []
  let open = 0
  const due = createQueue(clients, duration)
  // What each client remembers of its last loss, in columns: a dial of a million makes no object.
  const failures: (Failure | null)[] = Array(clients).fill(null)
  const counts = new Uint32Array(clients)

  const stream = { position: startAt(''), hasUntil: false, hasSpoken: false }

  /** Lets a client lose a stream that lived so long, and dial again as the rules say. */
  function lose(client: number, now: number, { lives, ends = lost, speaks = false }: Answer) {
    const failure = lives > 0 ? null : failures[client]
    const before = { failure, failureCount: proved(lives, speaks) ? 0 : counts[client] }
    const count = failuresWith(before as ConnectionState, ends)
    const context = {
      failure: ends,
      failureCount: ends.kind === 'ended' ? 0 : count,
      serverDelay,
      sinceDial: lives,
    }
    const { willRetry, delay } = afterLoss(options, context, stream)
    failures[client] = ends
    counts[client] = count
    // A millisecond at least, so that no client dials twice in one.
    if (willRetry) due.add(client, Math.ceil(now + Math.max(delay, 1)))
  }

  for (let client = 0; client < clients; client++)
    lose(client, random() * within, { lives: minute, speaks: true })

  for (let now = 0; now < duration && back.length < clients; now++) {
    for (const client of due.take(now)) {
      dials[now]!++
      const given = answer(now)
      const end = Math.min(now + given.lives, duration)
      open += Math.max(end - Math.max(now, minute), 0)
      if (given.ends) lose(client, now + given.lives, given)
      else back.push(now)
    }
  }
  return { dials, back, openShare: open / clients / (duration - minute) }
}

/** Who dials in which millisecond: each client once at most, the earliest first. */
function createQueue(clients: number, duration: number) {
  const none = -1
  const first = new Int32Array(duration).fill(none)
  const last = new Int32Array(duration).fill(none)
  const following = new Int32Array(clients)

  return {
    add(client: number, at: number) {
      if (at >= duration) return
      following[client] = none
      if (first[at] === none) first[at] = client
      else following[last[at]!] = client
      last[at] = client
    },
    *take(at: number) {
      for (let client = first[at]!; client !== none;) {
        // Its next dial takes this place.
        const next = following[client]!
        yield client
        client = next
      }
    },
  }
}

/** Whether a stream that lived so long has made up for earlier failures. */
const proved = (lives: number, speaks: boolean) =>
  lives > 0 &&
  isStable({
    ...noDial({ url: 'http://server.test/' }),
    opened: performance.now() - lives,
    hasSpoken: speaks,
  })

export const sum = (counts: Uint32Array): number =>
  counts.reduce((total, count) => total + count, 0)

/** The most dials within any `span` milliseconds from `since` on. */
export function peak(
  dials: Uint32Array,
  span: number,
  since = 0,
  until: number = dials.length,
): number {
  let within = 0
  let most = 0
  for (let now = since; now < until; now++) {
    within += (dials[now] ?? 0) - (now - span >= since ? (dials[now - span] ?? 0) : 0)
    most = Math.max(most, within)
  }
  return most
}

export const ended: Failure = { kind: 'ended', message: 'The server has ended the stream.' }
export const broken: Failure = { kind: 'network', message: 'The server is down.' }

/** A server that is down for a while, and then takes so many dials a second and refuses the rest. */
export function restarting(downFor: number, perSecond: number): Scene['answer'] {
  // Unused capacity is kept for a tenth of a second at most.
  const most = perSecond / 10
  let credit = 0
  let since = downFor
  return (now) => {
    if (now < downFor) return { lives: 0, ends: broken }
    credit = Math.min(credit + ((now - since) * perSecond) / 1000, most)
    since = now
    if (perSecond < Infinity && credit < 1) return { lives: 0, ends: broken }
    credit--
    return { lives: Infinity }
  }
}

/** What happens to servers, beside a restart. */
export const servers = {
  /** One that sends comments alone, behind a proxy that ends each answer after half a minute. */
  endsEveryHalfMinute: () => ({ lives: 30_000, ends: ended }),
  /** One that is overloaded for a minute, and says when to come again. */
  asksToWait: (now: number) =>
    now < 1000
      ? {
          lives: 0,
          ends: { kind: 'http', status: 503, retryAfter: 30_000, message: 'Busy.' } as const,
        }
      : { lives: Infinity },
  /** One that accepts, sends one event and crashes. */
  greetsAndCrashes: () => ({ lives: 200, speaks: true, ends: broken }),
} satisfies Record<string, Scene['answer']>
