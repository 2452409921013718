import { messageOf, warnOfAsyncOption } from '#development'
import { isPromise } from '../platform/isPromise.ts'
import type { RawEvent } from '../transports/transport.ts'
import type { ConnectionFailure } from '../connection/failure.ts'
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

/** Returns the failure that an answer names, or `null` where it ends the stream in order. */
export function failureIn(answer: UntilAnswer): ConnectionFailure | null {
  if (typeof answer !== 'object' || !('failure' in answer)) return null
  return { kind: 'stream', message: String(answer.failure), willRetry: false, retryAt: null }
}

// A snapshot must not differ from the one before for the same failure.
const cuts = new WeakMap<ConnectionFailure, ConnectionFailure>()

/** Tells an end from a cut: the server ended the stream before `until` did. */
export function asCut(failure: ConnectionFailure | null): ConnectionFailure | null {
  if (failure?.kind !== 'ended') return failure
  const cut = cuts.get(failure) ?? { ...failure, complete: false }
  cuts.set(failure, cut)
  return cut
}
