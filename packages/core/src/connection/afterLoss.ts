import { messageOf, warnOfRetryAnswer } from '#development'
import { isPromise } from '../platform/isPromise.ts'
import { logError } from '../platform/report.ts'
import { longestDelay } from '../platform/timer.ts'
import type { Failure } from '../transports/failure.ts'
import { isGet } from './options.ts'
import type { ConnectionOptions } from './options.ts'
import { hasBegun } from './position.ts'
import type { Position } from './position.ts'
import { backoff } from './retry.ts'
import type { RetryContext, RetryPolicy } from './retry.ts'

/** What follows a loss. */
export interface AfterLoss {
  /** Whether the connection is dialled again without being asked. */
  readonly willRetry: boolean
  /**
   * Milliseconds until that dial; where there is none, the least until a new component may cause
   * one.
   */
  readonly delay: number
  /** The part of it that the server asked for, and that nothing but `connect()` shortens. */
  readonly asked: number
  /** Whether the last event ID is to be forgotten. */
  readonly dropsId: boolean
  /** Whether `reconnectWith` says what is sent next. */
  readonly goesOn: boolean
  /** Whether what `reconnectWith` goes on with is complete, or refused. */
  readonly isOver: boolean
}

/** What is known of the stream that was lost. */
export interface LostStream {
  readonly position: Position
  /** Whether `until` says when it is over. */
  readonly hasUntil: boolean
  /** Whether the latest dial has brought anything. */
  readonly hasSpoken: boolean
}

/** Statuses that refuse a resume: a server that cannot use the id refuses that, not to stream. */
const refusals: readonly unknown[] = [400, 404, 409, 410, 412, 422, 431]

const defaultRetry = /* @__PURE__ */ backoff()

/**
 * Decides what follows a loss. All rules of reconnecting are in here: what a policy may decide, and
 * what holds for each of them.
 */
export function afterLoss(
  options: ConnectionOptions,
  context: RetryContext,
  stream: LostStream,
): AfterLoss {
  const { failure, serverDelay } = context
  const goesOn = goesOnAfter(failure, options, stream)
  const isOver = goesOn && isOverAfter(failure, options, stream)
  const dropsId =
    isGet(options) && !goesOn && stream.position.id !== '' && refusals.includes(failure.status)
  // Without the id that was refused it is dialled immediately.
  const isDue = dropsId && options.retry !== false
  const answer = isDue || ask(options, context, isGet(options) || goesOn ? defaultRetry : never)
  const least = leastInterval(context) - context.sinceDial
  const planned = answer === false ? delayAsIfTransient(context) : Number(answer)
  const delay = isDue ? 0 : Math.min(Math.max(planned, least, 0), longestDelay)
  const asked = Math.min(delay, Math.max(serverDelay ?? 0, failure.retryAfter ?? 0))
  return { willRetry: answer !== false && !isOver, delay, asked, dropsId, goesOn, isOver }
}

/**
 * Whether `reconnectWith` is asked. A first request that was refused has begun nothing; one without
 * an answer may have.
 */
const goesOnAfter = (
  { status }: Failure,
  options: ConnectionOptions,
  { position }: LostStream,
): boolean =>
  options.reconnectWith !== undefined &&
  (hasBegun(position) || (status === undefined && !isGet(options)))

/** Whether nothing follows: the server said so, refuses to go on, or has sent all of an answer. */
function isOverAfter(
  { kind, status, complete }: Failure,
  options: ConnectionOptions,
  { hasUntil, hasSpoken }: LostStream,
): boolean {
  if (status === 204 || refusals.includes(status)) return true
  // An answer to a dial that goes on may be empty: all of it was here before.
  const isCut = complete === false && hasSpoken
  return kind === 'ended' && !isGet(options) && !hasUntil && !isCut
}

/**
 * Asks the policy. One that throws or answers nonsense leaves the decision to the default, which
 * never sends a request again that is not GET.
 */
function ask(
  options: ConnectionOptions,
  context: RetryContext,
  byDefault: RetryPolicy,
): number | false {
  const { retry = byDefault } = options
  if (retry === false) return false
  try {
    const answer: unknown = retry(context)
    if (answer === false || isDelay(answer)) return answer
    warnOfRetryAnswer(isPromise(answer) ? 'a promise' : answer)
  } catch (error) {
    logError(messageOf('option-threw', 'retry'), error)
  }
  return byDefault(context)
}

const never: RetryPolicy = () => false
const isDelay = (answer: unknown): answer is number =>
  typeof answer === 'number' && !Number.isNaN(answer)

/** The delay of the default, for a failure after which it does not dial. */
const delayAsIfTransient = (context: RetryContext) => {
  const failure: Failure = { ...context.failure, kind: 'network' }
  const failureCount = Math.max(context.failureCount, 1)
  return defaultRetry({ ...context, failure, failureCount }) || 0
}

/**
 * The least time from dial to dial, in milliseconds, whatever a policy answers. The first three
 * redials after a failure may follow immediately. A loop cannot: progress takes a second, so its
 * failures add up.
 */
const leastInterval = ({ failure, failureCount }: RetryContext) =>
  failure.kind === 'ended' ? longestFloor : Math.min(100 * (failureCount - 3), longestFloor)

const longestFloor = 500
