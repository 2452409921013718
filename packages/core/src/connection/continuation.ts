import { messageOf } from '#development'
import type { Failure } from '../transports/failure.ts'
import { afterLoss } from './afterLoss.ts'
import type { AfterLoss } from './afterLoss.ts'
import type { Consumers } from './consumers.ts'
import { impossible } from './dial.ts'
import type { Dial } from './dial.ts'
import { isGet } from './options.ts'
import type { ConnectionOptions } from './options.ts'
import { hasBegun } from './position.ts'
import { askReconnectWith } from './reconnectWith.ts'
import type { ReconnectRequest } from './reconnectWith.ts'
import { forget } from './resumePoint.ts'
import type { ResumePoint } from './resumePoint.ts'
import type { RetryContext } from './retry.ts'

/** What follows a loss, and why the stream ends, if it does. */
interface Consequence extends Omit<AfterLoss, 'willRetry'> {
  readonly end: Failure | null
}

/** What a stream sends in place of its first request, as `reconnectWith` says. */
export interface Continuation {
  /**
   * Decides what follows a loss. `reconnectWith` is asked now, and not only when the next dial is
   * due: so what is shown of the wait is true.
   */
  afterLoss(options: ConnectionOptions, context: RetryContext, dial: Dial): Consequence
  /** Returns what a dial sends in place of the first request, or why it cannot be made. */
  requestFor(
    options: ConnectionOptions,
    failureCount: number,
    manual: boolean,
  ): ReconnectRequest | Failure
  /** The answer is complete: nothing goes on from here. */
  complete(): void
}

export function createContinuation(consumers: Consumers, point: ResumePoint): Continuation {
  let next: ReconnectRequest | null = null
  let sent: ReconnectRequest = {}

  function ask({ reconnectWith }: ConnectionOptions, failureCount: number) {
    const { id: lastEventId, event } = point
    const answer = askReconnectWith(reconnectWith!, { lastEventId, event, failureCount })
    if (!answer) forget(point)
    return answer
  }

  return {
    afterLoss(options, context, { hasSpoken }) {
      const stream = { position: point, hasUntil: consumers.haveUntil(), hasSpoken }
      const { willRetry, ...verdict } = afterLoss(options, context, stream)
      if (verdict.isOver) forget(point)
      // What was refused for the want of a renewal is sent once more after it.
      if (context.failure.status === 401) next = sent
      if (!willRetry) return { ...verdict, end: context.failure }
      if (!verdict.goesOn) return { ...verdict, end: null }
      try {
        next = ask(options, context.failureCount)
        return { ...verdict, end: next ? null : context.failure }
      } catch (error) {
        return { ...verdict, end: impossible(error) }
      }
    },
    requestFor(options, failureCount, manual) {
      let request: ReconnectRequest | null = next ?? {}
      if (!next && options.reconnectWith && hasBegun(point)) {
        // Where a person asks, or this page has not sent it yet, the first request is due.
        const mayBegin = manual || isGet(options) || !point.wasOpen
        try {
          request = ask(options, failureCount) ?? (mayBegin ? {} : null)
        } catch (error) {
          return impossible(error)
        }
      }
      next = null
      if (!request) return { kind: 'ended', message: messageOf('ended-null') }
      return (sent = request)
    },
    complete() {
      if (consumers.options.reconnectWith) forget(point)
    },
  }
}
