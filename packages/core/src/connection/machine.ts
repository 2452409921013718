import type { ConnectionFailure, Failure } from '../transports/failure.ts'

/**
 * What a connection is doing, and what is true while it does.
 *
 * | phase | |
 * |---|---|
 * | `idle` | nobody listens |
 * | `connecting` | the first dial is under way |
 * | `open` | events may arrive |
 * | `dropped` | the connection broke, and the browser dials again by itself |
 * | `waiting` | the connection broke, and a timer runs until our next dial |
 * | `offline` | there is no network; the next dial waits for it |
 * | `redialing` | a dial after a failure is under way |
 * | `paused` | the page is hidden, and its listeners asked to wait for it |
 * | `closed` | it ended, and will not be dialled again unless somebody asks |
 */
export type ConnectionState = {
  /** The number of the latest dial. Signals of an older one are nobody's business. */
  readonly dial: number
  /** Failures in a row, without progress in between. */
  readonly failures: number
} & (
  | { readonly phase: 'idle' | 'connecting' | 'open' | 'paused'; readonly failure: null }
  | { readonly phase: 'dropped' | 'waiting' | 'offline' | 'redialing'; readonly failure: ConnectionFailure }
  | { readonly phase: 'closed'; readonly failure: ConnectionFailure }
)

export type Phase = ConnectionState['phase']

/** What can happen to a connection. */
export type ConnectionEvent =
  /** Somebody listens, asks to connect, or the time to dial has come. */
  | { readonly type: 'connect' }
  /** The server accepted. */
  | { readonly type: 'open' }
  /** An event came, or the connection has been open for long: the failures before it are forgiven. */
  | { readonly type: 'progress' }
  /** Lost, and the browser dials again by itself. */
  | { readonly type: 'drop'; readonly failure: Failure }
  /** Lost, and we dial again at `retryAt`. */
  | { readonly type: 'wait'; readonly failure: Failure; readonly retryAt: number }
  /** There is no network to dial over. */
  | { readonly type: 'offline'; readonly failure: Failure }
  /** The page is hidden, and its listeners asked to wait for it. */
  | { readonly type: 'pause' }
  /** Lost for good. */
  | { readonly type: 'fail'; readonly failure: Failure }
  /** Nobody listens any more. */
  | { readonly type: 'release' }

/** What the outside world must do to follow a transition. */
export type Effect = 'hangUp' | 'stopTimer' | 'ignoreNetwork' | 'watchNetwork' | 'startTimer' | 'dial'

type EventOf<T> = Extract<ConnectionEvent, { type: T }>
type StateIn<P> = ConnectionState & { readonly phase: P }
type Step<P, T> = (state: StateIn<P>, event: EventOf<T>) => ConnectionState
type Row<P> = { readonly [T in ConnectionEvent['type']]?: Step<P, T> }
type Failing = 'dropped' | 'waiting' | 'offline' | 'redialing'

/** Writes a state down. Which phase has a failure is for the types of the steps to say. */
const at = <P extends Phase>(phase: P, dial: number, failures = 0, failure: ConnectionFailure | null = null) =>
  ({ phase, dial, failures, failure }) as StateIn<P>

export const initialState: ConnectionState = /* @__PURE__ */ at('idle', 0)

const retried = (failure: Failure, retryAt: number | null = null) => ({ ...failure, willRetry: true, retryAt })

const dial: Step<Phase, 'connect'> = (from) => at('connecting', from.dial + 1)

const redial: Step<Failing, 'connect'> = (from) => at('redialing', from.dial + 1, from.failures, retried(from.failure))

const opened: Step<Phase, 'open'> = (from) => at('open', from.dial, from.failures)

const forgiven: Step<'open', 'progress'> = (from) => (from.failures === 0 ? from : at('open', from.dial))

const dropped: Step<Phase, 'drop'> = (from, { failure }) =>
  at('dropped', from.dial, from.failures + 1, retried(failure))

const waiting: Step<Phase, 'wait'> = (from, { failure, retryAt }) =>
  at('waiting', from.dial, from.failures + 1, retried(failure, retryAt))

const offline: Step<Phase, 'offline'> = (from, { failure }) => at('offline', from.dial, from.failures, retried(failure))

// Who was waiting already keeps the reason: that the network is gone explains the wait, not the loss.
const stranded: Step<'waiting', 'offline'> = (from) => at('offline', from.dial, from.failures, retried(from.failure))

const failed: Step<Phase, 'fail'> = (from, { failure }) =>
  at('closed', from.dial, from.failures + 1, { ...failure, willRetry: false, retryAt: null })

const paused: Step<Phase, 'pause'> = (from) => at('paused', from.dial)

const released: Step<Phase, 'release'> = (from) => at('idle', from.dial)

const lost = { drop: dropped, wait: waiting, offline, fail: failed } as const
const left = { pause: paused, release: released } as const

// An empty cell means that the event cannot matter in that phase, and is ignored.
const table: { readonly [P in Phase]: Row<P> } = {
  idle: { connect: dial, offline, pause: paused },
  connecting: { open: opened, ...lost, ...left },
  open: { progress: forgiven, ...lost, ...left },
  dropped: { connect: redial, open: opened, ...lost, ...left },
  waiting: { connect: redial, offline: stranded, ...left },
  offline: { connect: redial, ...left },
  redialing: { open: opened, ...lost, ...left },
  paused: { connect: dial, offline, release: released },
  closed: { connect: dial, offline, pause: paused, release: released },
}

/** Returns the next state, or the same one when the event is ignored. */
export function transition(state: ConnectionState, event: ConnectionEvent): ConnectionState {
  // One cell's types cannot be followed through two lookups; that the table is complete and sound was checked above.
  const step = table[state.phase][event.type] as
    | ((state: ConnectionState, event: ConnectionEvent) => ConnectionState)
    | undefined
  return step ? step(state, event) : state
}

const sockets: ReadonlySet<Phase> = new Set(['connecting', 'open', 'dropped', 'redialing'])
const asleep: ReadonlySet<Phase> = new Set(['idle', 'closed'])

/** Whether a dial is under way, or led to a connection that may still speak. */
export const hasSocket = (state: ConnectionState): boolean => sockets.has(state.phase)

/** Returns what has to be done, in this order, to get from one state to the next. */
export function effectsOf(from: ConnectionState, to: ConnectionState): readonly Effect[] {
  const effects: Effect[] = []
  const moved = from.phase !== to.phase
  if (hasSocket(from) && (!hasSocket(to) || from.dial !== to.dial)) effects.push('hangUp')
  if (moved && !asleep.has(from.phase)) effects.push('stopTimer')
  if (!asleep.has(from.phase) && asleep.has(to.phase)) effects.push('ignoreNetwork')
  if (asleep.has(from.phase) && !asleep.has(to.phase)) effects.push('watchNetwork')
  if (moved && !asleep.has(to.phase)) effects.push('startTimer')
  // Last, because a transport may answer at once, and its answer must find everything else in place.
  if (from.dial !== to.dial) effects.push('dial')
  return effects
}
