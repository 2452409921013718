import { complete } from '../connection/continuation.ts'
import type { RawEvent } from '../transports/transport.ts'
import { closeStream } from './leaving.ts'
import { connectionOf, isAborted, isShown, tell } from './stream.ts'
import type { Parcel, Stream } from './stream.ts'
import { readInto, slotOf } from './typeSlots.ts'
import { askUntil, failureIn } from './until.ts'

/**
 * Reads an event for a store: asks `until`, decodes, and calls the listeners. An event that was held
 * is returned for listeners that come later, and decoded for them, too.
 */
export function readEvent(stream: Stream, raw: RawEvent, isHeld: boolean): Parcel | null {
  const { given, halts } = stream
  if (isAborted(stream)) closeStream(stream)
  const answer = given.until && stream.halts === halts ? askUntil(given.until, raw) : false
  // It may have been closed by `until` itself.
  if (stream.halts !== halts) return null
  if (answer) {
    const connection = connectionOf(stream)
    // The answer is complete: the stream does not go on from here.
    if (connection) complete(connection)
    if (answer !== 'after') {
      closeStream(stream, failureIn(answer))
      return null
    }
  }
  const slot = slotOf(stream, raw.type)
  // Skip decoding when nothing listens.
  if (slot && (isHeld || isShown(stream) || slot.listeners.size() > 0)) {
    readInto(slot, raw, stream)
    // By a decoder, or by `onInvalid`.
    if (stream.halts !== halts) return null
    stream.snapshot = null
    if (!slot.refused) slot.listeners.emit(slot.event!)
  }
  if (answer) {
    // Unless a listener closed it and connected again.
    if (stream.halts === halts) closeStream(stream, null)
  } else if (isHeld) stream.snapshot = null
  else tell(stream)
  return isHeld && slot && !slot.refused ? { to: slot.listeners, value: slot.event } : null
}
