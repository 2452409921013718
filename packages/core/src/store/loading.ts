import { messageOf } from '#development'
import { backoff } from '../connection/retry.ts'
import type { PlatformAbortSignal } from '../platform/fetchTypes.ts'
import { createTimer } from '../platform/timer.ts'
import type { RawEvent } from '../transports/transport.ts'

/** A state, and the ID of the last event in it; `''` before the first. */
interface StateAt<State> {
  readonly state: State
  readonly lastEventId: string
}

/**
 * What `load` answers with: the state, or an object that has `state` and `lastEventId`, and nothing
 * else. A state of that very shape has to be wrapped in another one.
 */
// An object is taken for the latter by its keys, so a state with these keys alone is no answer.
export type Loaded<State> = StateAt<State> | Unwrapped<State>

type Unwrapped<State> = State extends unknown
  ? Same<keyof State, keyof StateAt<State>> extends true
    ? never
    : State
  : never

type Same<A, B> = [A, B] extends [B, A] ? true : false

/** Loads a state. Its `signal` is aborted when a newer load begins, or nothing waits for it. */
export type Load<State> = (context: {
  readonly signal: PlatformAbortSignal
}) => Loaded<State> | PromiseLike<Loaded<State>>

/** Loads a state while the events go on, and puts the two together. */
export interface Loading<Event> {
  /** Loads as soon as it may, in place of what is under way. */
  request(): void
  /** Has to be called when it may load where it could not. */
  check(): void
  /** Drops what is under way. It is loaded again as soon as it may. */
  halt(): void
  /** Drops what is under way, but keeps a state that is loaded. */
  pause(): void
  /** Whether an event is not to be reduced: it waits for the state, or is part of it already. */
  keeps(event: Event): boolean
}

/** What a loading asks and reports. */
interface LoadingOwner<State, Event> {
  load: Load<State>
  mayLoad(): boolean
  /** Whether `includes` compares events with a loaded state, in place of their IDs. */
  comparesItself(): boolean
  /** Has to halt it where the answer is not wanted any more. */
  refresh(): void
  /** The state, and the events that came meanwhile and are not in it. */
  loaded(state: State, events: readonly Event[]): void
  failed(error: unknown, failureCount: number): void
}

/** How many events wait for a state. */
const mostEvents = 10_000
/** How much text they may have, in characters. */
const mostText = 2 ** 24

export function createLoading<State, Event extends RawEvent>(
  owner: LoadingOwner<State, Event>,
): Loading<Event> {
  const delayOf = backoff()
  const retry = createTimer()
  let phase: 'due' | 'loading' | 'failed' | 'loaded' = 'due'
  let attempt: AbortController | null = null
  let failureCount = 0
  let waiting: Event[] = []
  let text = 0
  let lastInState = ''

  function drop(next: typeof phase) {
    phase = next
    retry.stop()
    attempt?.abort()
    attempt = null
    waiting = []
    text = 0
  }

  function request() {
    drop('due')
    failureCount = 0
    check()
  }

  function check() {
    if (phase !== 'due' || !owner.mayLoad()) return
    phase = 'loading'
    attempt = new AbortController()
    // Later, so that several reasons to load that come together are one load.
    void Promise.resolve(attempt.signal).then(load)
  }

  async function load(signal: AbortSignal) {
    if (signal.aborted) return
    let settle: () => void
    try {
      const answer = await owner.load({ signal })
      settle = () => succeed(answer)
    } catch (error) {
      settle = () => fail(error)
    }
    owner.refresh()
    if (!signal.aborted) settle()
  }

  function succeed(answer: Loaded<State>) {
    const { state, lastEventId } = isStateAt(answer) ? answer : { state: answer, lastEventId: '' }
    const events = waiting
    drop('loaded')
    failureCount = 0
    lastInState = owner.comparesItself() ? '' : lastEventId
    owner.loaded(
      state,
      events.filter((event) => !isInState(event)),
    )
  }

  function fail(error: unknown) {
    drop('failed')
    const failure = { kind: 'network', message: messageOf('load-failed') } as const
    const context = { failure, failureCount: ++failureCount, serverDelay: null, sinceDial: 0 }
    retry.start(Number(delayOf(context)), () => {
      phase = 'due'
      check()
    })
    owner.failed(error, failureCount)
  }

  /** Compares IDs up to the first that is not in the state: a server may begin to count again. */
  function isInState({ lastEventId }: Event) {
    if (!lastInState || !lastEventId) return false
    const isIn = !isAfter(lastEventId, lastInState)
    if (!isIn) lastInState = ''
    return isIn
  }

  return {
    request,
    check,
    halt: () => drop('due'),
    pause() {
      if (phase !== 'loaded') drop('due')
    },
    keeps(event) {
      if (phase === 'loaded') return isInState(event)
      // What comes before the request is in its answer.
      if (phase !== 'loading') return true
      waiting.push(event)
      text += event.raw.length
      if (waiting.length > mostEvents || text > mostText)
        fail(new RangeError(messageOf('load-slow', mostEvents)))
      return true
    },
  }
}

/** By its keys: with another one beside them, it is a state that has such keys. */
const isStateAt = <State>(answer: Loaded<State>): answer is StateAt<State> =>
  typeof answer === 'object' &&
  answer !== null &&
  Object.keys(answer).sort().join() === 'lastEventId,state'

/**
 * Whether an ID comes after another one. IDs grow: as texts where they are equally long, such as
 * ULIDs and times, and otherwise by the numbers in them, such as 9 and 10, or 1732-9 and 1732-10.
 */
const isAfter = (id: string, other: string) =>
  id.length === other.length ? id > other : id.localeCompare(other, 'en', { numeric: true }) > 0
