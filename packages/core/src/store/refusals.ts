import { messageOf } from '#development'
import { callHandler } from '../platform/callHandler.ts'
import { logError } from '../platform/report.ts'
import type { Failure } from '../transports/failure.ts'
import type { RawEvent } from '../transports/transport.ts'

/** Called with an event that its decoder refused. */
export type OnInvalid = (event: RawEvent, failure: Failure) => void

/**
 * The reports of each refused event: the `onInvalid` that was called, or the message on the console.
 * The stores of a connection receive the same object, so that twenty components report it once.
 */
const reports = new WeakMap<RawEvent, Set<unknown>>()

/** Records a report of an event, and returns whether it is the first of its kind. */
function isFirst(event: RawEvent, what: unknown): boolean {
  const before = reports.get(event) ?? new Set()
  if (before.has(what)) return false
  reports.set(event, before.add(what))
  return true
}

/** Whether an event was refused before: then a store that reads it late does not report it again. */
export const wasRefused = (event: RawEvent): boolean => reports.has(event)

/**
 * Reports an event that its decoder refused: to `onInvalid`, or the console. What a server sends is
 * data, and never an uncaught exception.
 */
export function tellRefused(
  event: RawEvent,
  error: unknown,
  onInvalid: OnInvalid | undefined,
): void {
  if (!onInvalid) return logOnce(event, messageOf('decode', event.type), error)
  if (!isFirst(event, onInvalid)) return
  callHandler('onInvalid', () => onInvalid(event, { kind: 'decode', message: textOf(error) }))
}

/** Writes to the console what went wrong with an event, once for all stores of its connection. */
export function logOnce(event: RawEvent, message: string, error: unknown): void {
  if (isFirst(event, `${message} ${textOf(error)}`)) logError(message, error)
}

/** What was thrown, as text: an object without a prototype has none. */
function textOf(error: unknown): string {
  try {
    return String(error)
  } catch {
    return typeof error
  }
}
