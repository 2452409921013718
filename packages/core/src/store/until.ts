import { messageOf, warnOfAsyncOption } from '#development'
import { isPromise } from '../platform/isPromise.ts'
import type { RawEvent } from '../transports/transport.ts'
import { logOnce } from './refusals.ts'

/**
 * Sees every event before it is decoded, and says what it means for the stream.
 *
 * - `false`: it is an event like others.
 * - `true`: it ends the stream, and is not delivered.
 * - `'after'`: it is delivered, and then ends the stream, such as one that carries the usage of an
 *   answer.
 * - `{ failure }`: it ends the stream with a failure of the kind `stream` and this message, such as an
 *   error inside an answer of 200. It is not delivered.
 */
export type Until = (event: RawEvent) => UntilAnswer

export type UntilAnswer = boolean | 'after' | { readonly failure: string }

/** Asks `until` of an event. Where it gives no answer, the event is one like others. */
export function askUntil(until: Until, event: RawEvent): UntilAnswer {
  try {
    const answer = until(event)
    if (!isPromise(answer)) return answer
    warnOfAsyncOption('until')
  } catch (error) {
    logOnce(event, messageOf('option-threw', 'until'), error)
  }
  return false
}
