import { messageOf } from '#development'
import type { Failure } from '../transports/failure.ts'
import { afterLoss } from './afterLoss.ts'
import type { AfterLoss } from './afterLoss.ts'
import type { Connection } from './connection.ts'
import { haveUntil, optionsOf } from './consumers.ts'
import { impossible } from './dial.ts'
import { isGet } from './options.ts'
import type { ConnectionOptions } from './options.ts'
import { hasBegun } from './position.ts'
import { askReconnectWith } from './reconnectWith.ts'
import type { ReconnectRequest } from './reconnectWith.ts'
import { forget } from './resumePoint.ts'
import type { RetryContext } from './retry.ts'

/** What follows a loss, and why the stream ends, if it does. */
interface Consequence extends AfterLoss {
  readonly end: Failure | null
}

/**
 * Decides what follows a loss. `reconnectWith` is asked now, and not only when the next dial is due:
 * so what is shown of the wait is true.
 */
export function consequenceOf(
  connection: Connection,
  options: ConnectionOptions,
  context: RetryContext,
): Consequence {
  const { resumePoint, latest } = connection
  const { failure, failureCount } = context
  const verdict = afterLoss(options, context, {
    position: resumePoint,
    hasUntil: haveUntil(connection),
    hasSpoken: latest.hasSpoken,
  })
  if (verdict.isOver) forget(resumePoint)
  // What was refused for the want of a renewal is sent once more after it.
  if (failure.status === 401) connection.next = connection.sent
  let end = verdict.willRetry ? null : failure
  if (!end && verdict.goesOn) {
    const next = ask(connection, options, failureCount)
    if (next && 'kind' in next) end = next
    else if (!(connection.next = next)) end = failure
  }
  return { ...verdict, end }
}

/** Returns what a dial sends in place of the first request, or why it cannot be made. */
export function requestFor(connection: Connection, manual: boolean): ReconnectRequest | Failure {
  const { next, latest, resumePoint, state } = connection
  const { options } = latest
  let request: ReconnectRequest | Failure | null = next ?? {}
  if (!next && options.reconnectWith && hasBegun(resumePoint)) {
    // Where a person asks, or this page has not sent it yet, the first request is due.
    const mayBegin = manual || isGet(options) || !resumePoint.wasOpen
    request = ask(connection, options, state.failureCount) ?? (mayBegin ? {} : null)
  }
  connection.next = null
  if (!request) return { kind: 'ended', message: messageOf('ended-null') }
  if (!('kind' in request)) connection.sent = request
  return request
}

/** Asks `reconnectWith`, whose `null` says that there is nothing to go on with. */
function ask(
  { resumePoint }: Connection,
  { reconnectWith }: ConnectionOptions,
  failureCount: number,
): ReconnectRequest | Failure | null {
  const { id: lastEventId, event } = resumePoint
  try {
    const answer = askReconnectWith(reconnectWith!, { lastEventId, event, failureCount })
    if (!answer) forget(resumePoint)
    return answer
  } catch (error) {
    return impossible(error)
  }
}

/** The answer of a stream with `reconnectWith` is complete: nothing goes on from here. */
export function complete(connection: Connection): void {
  if (optionsOf(connection).reconnectWith) forget(connection.resumePoint)
}
