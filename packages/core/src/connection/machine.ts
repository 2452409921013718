import type { Failure } from '../transports/failure.ts'
import type { ConnectionFailure } from './failure.ts'

/**
 * What a connection is doing.
 *
 * | phase | |
 * |---|---|
 * | `idle` | nothing listens |
 * | `connecting` | the first dial is under way |
 * | `open` | events may arrive |
 * | `dropped` | the connection broke, and the transport dials again by itself |
 * | `waiting` | the connection broke, and a timer runs until the next dial |
 * | `offline` | the browser says that there is no network; the next dial waits for it, or for a timer |
 * | `redialing` | a dial after a failure is under way |
 * | `paused` | the page is hidden, and `pauseWhenHidden` is set |
 * | `failed` | it ended, and is dialled again only on request |
 */
export type Phase =
  | 'idle'
  | 'connecting'
  | 'open'
  | 'dropped'
  | 'waiting'
  | 'offline'
  | 'redialing'
  | 'paused'
  | 'failed'

/** What can happen to a connection. */
export type ConnectionEvent =
  /** A listener came, `connect()` was called, or the time to dial has come. */
  | { readonly type: 'connect'; readonly manual?: boolean }
  /** The server accepted. */
  | { readonly type: 'open' }
  /** The connection has proved itself: earlier failures no longer count. */
  | { readonly type: 'progress' }
  /** Lost, and the transport dials again by itself. */
  | { readonly type: 'drop'; readonly failure: Failure; readonly retryAt: number | null }
  /** Lost, or asked for again after the end; the connection dials at `retryAt`. */
  | { readonly type: 'wait'; readonly failure: Failure; readonly retryAt: number }
  /** There is no network to dial over. */
  | { readonly type: 'offline'; readonly failure: Failure }
  /** The page was hidden, and `pauseWhenHidden` is set. */
  | { readonly type: 'pause' }
  /** Lost for good. */
  | { readonly type: 'fail'; readonly failure: Failure }
  /** The last listener left, and the linger is over. */
  | { readonly type: 'release' }

type EventType = ConnectionEvent['type']

const lost = { drop: 'dropped', wait: 'waiting', offline: 'offline', fail: 'failed' } as const
const left = { pause: 'paused', release: 'idle' } as const

/**
 * Where each event leads from each phase. An event without a cell cannot matter in that phase, and
 * is ignored.
 */
export const table: { readonly [P in Phase]: { readonly [T in EventType]?: Phase } } = {
  idle: { connect: 'connecting', offline: 'offline', pause: 'paused' },
  connecting: { open: 'open', ...lost, ...left },
  open: { progress: 'open', ...lost, ...left },
  dropped: { connect: 'redialing', open: 'open', ...lost, ...left },
  waiting: { connect: 'redialing', wait: 'waiting', offline: 'offline', ...left },
  offline: { connect: 'redialing', wait: 'waiting', ...left },
  redialing: { open: 'open', ...lost, ...left },
  paused: { connect: 'connecting', offline: 'offline', release: 'idle' },
  failed: { connect: 'connecting', wait: 'waiting', ...left },
}

/** A phase, and what is true in it. */
export type ConnectionState = {
  /** The number of the latest dial. Signals of an older one are ignored. */
  readonly dial: number
  /** Failures in a row, without progress in between. An orderly end is none. */
  readonly failureCount: number
} & (
  | { readonly phase: 'idle' | 'connecting' | 'open' | 'paused'; readonly failure: null }
  | {
      readonly phase: 'dropped' | 'waiting' | 'offline' | 'redialing' | 'failed'
      readonly failure: ConnectionFailure
    }
)

export const initialState: ConnectionState = {
  phase: 'idle',
  dial: 0,
  failureCount: 0,
  failure: null,
}

/** Before any dial, and in a new beginning, no failure counts. */
const isFresh = (phase: Phase) => phase === 'idle' || phase === 'connecting' || phase === 'paused'

/** Returns the next state, or the same reference when the event is ignored. */
export function transition(from: ConnectionState, event: ConnectionEvent): ConnectionState {
  const phase = table[from.phase][event.type]
  if (!phase || (event.type === 'progress' && from.failureCount === 0)) return from
  return {
    phase,
    dial: from.dial + (event.type === 'connect' ? 1 : 0),
    failureCount: failureCountAfter(from, event, phase),
    failure: isFresh(phase) || phase === 'open' ? null : failureAfter(from, event, phase),
  } as ConnectionState
}

/** A loss counts one more, but for the network; progress and a new beginning forget them all. */
function failureCountAfter(from: ConnectionState, event: ConnectionEvent, phase: Phase): number {
  if (event.type === 'progress' || isFresh(phase)) return 0
  const isLoss = 'failure' in event && event.type !== 'offline' && hasSocket(from)
  return isLoss ? failuresWith(from, event.failure) : from.failureCount
}

/**
 * Returns the failures in a row once a dial has been lost. An orderly end is none, but if the next
 * dial fails, that is the second: the server that ended the stream is not back.
 */
export function failuresWith({ failure, failureCount }: ConnectionState, loss: Failure): number {
  if (loss.kind === 'ended') return failureCount
  return (failure?.kind === 'ended' ? Math.max(failureCount, 1) : failureCount) + 1
}

/**
 * The latest reason. While a dial is waited for, a missing network explains the wait and not the
 * loss: that reason stays.
 */
function failureAfter(
  from: ConnectionState,
  event: ConnectionEvent,
  phase: Phase,
): ConnectionFailure {
  const failure = 'failure' in event && from.phase !== 'waiting' ? event.failure : from.failure
  const retryAt = 'retryAt' in event ? event.retryAt : null
  return { ...(failure as Failure), willRetry: phase !== 'failed', retryAt }
}

/** What the outside world must do to follow a transition. */
export type Effect =
  | 'hangUp'
  | 'stopTimer'
  | 'ignoreNetwork'
  | 'watchNetwork'
  | 'startTimer'
  | 'dial'

/** Whether a dial is under way, or led to a connection that may still speak: it may be lost. */
// The phase in which it is asked for each event comes first.
export const hasSocket = ({ phase }: ConnectionState): boolean =>
  phase === 'open' || 'drop' in table[phase]

const waits = ({ phase }: ConnectionState) => phase === 'waiting' || phase === 'offline'
const sleeps = ({ phase }: ConnectionState) => phase === 'idle' || phase === 'failed'

/** Returns what has to be done, in this order, to get from one state to the next. */
export function effectsOf(from: ConnectionState, to: ConnectionState): readonly Effect[] {
  const dials = from.dial !== to.dial
  const effects = [
    hasSocket(from) && (dials || !hasSocket(to)) && 'hangUp',
    waits(from) && !waits(to) && 'stopTimer',
    !sleeps(from) && sleeps(to) && 'ignoreNetwork',
    sleeps(from) && !sleeps(to) && 'watchNetwork',
    waits(to) && from !== to && 'startTimer',
    // Last, because a transport may answer before it returns, and its answer must find everything
    // else in place.
    dials && 'dial',
  ] as const
  return effects.filter((effect) => effect !== false)
}
