import { clientOf } from '../connection/client.ts'
import type { ConnectionFailure } from '../connection/failure.ts'
import { leaveConnection } from '../connection/createConnection.ts'
import { copyOf } from '../connection/position.ts'
import { firstEnding, firstPosition, isShown } from './stream.ts'
import type { Stream } from './stream.ts'
import { clearSlots } from './typeSlots.ts'

/** Leaves the connection that a store has joined. */
function leave(stream: Stream): void {
  const { joined } = stream
  if (!joined) return
  clearTimeout(stream.lingering)
  stream.leftAt = copyOf(joined.resumePoint)
  stream.joined = null
  stream.ignoreSignal()
  leaveConnection(joined, stream)
}

function dropRest(stream: Stream) {
  stream.held = null
  // It may be walked now.
  if (stream.recent) stream.recent.length = 0
}

/** Leaves to come back. What is still held is dropped, so that a gap will be told. */
export function goAway(stream: Stream): void {
  stream.snapshot = null
  stream.hasDropped ||= stream.held !== null
  if (stream.wasOpen) stream.awaySince ??= Date.now()
  stream.wasOpen = false
  dropRest(stream)
  leave(stream)
}

/** Leaves for good: what it misses from now on is meant. */
function leaveForGood(stream: Stream) {
  stream.awaySince = null
  stream.hasDropped = stream.wasOpen = false
  dropRest(stream)
  leave(stream)
}

/** Forgets what came before the client was cleared, where that has not happened yet. */
export function refresh(stream: Stream): void {
  const { clearings } = clientOf(stream.given)
  if (stream.clearings === clearings) return
  stream.clearings = clearings
  leaveForGood(stream)
  stream.previous = stream.began = null
  stream.leftAt = firstPosition(stream)
  stream.ending = firstEnding(stream)
  stream.isHeldBack = false
  stream.halts++
  clearSlots(stream)
  stream.snapshot = null
  stream.subscribers.emit(true)
}

/** Follows each clearing of the client as it happens. */
export function watchClearings(stream: Stream): void {
  stream.unwatch()
  stream.unwatch = clientOf(stream.given).cleared.add(() => refresh(stream))
}

/** Ends a store as `close()` does, or as `until` says: with a failure, or with `null`. */
export function closeStream(stream: Stream, answer?: ConnectionFailure | null): void {
  refresh(stream) // A clearing may be under way that has not reached this store yet.
  if (stream.ending?.failure === null) return
  stream.halts++
  stream.ending = { failure: answer ?? null, isComplete: answer !== undefined }
  stream.endingCount++
  stream.began = Date.now()
  // A client does not hold a store that ended, unless a clearing takes back what it shows.
  if (!isShown(stream)) stream.unwatch()
  leaveForGood(stream)
  stream.snapshot = null
  // What came before the end that `until` saw belongs to it.
  stream.subscribers.emit(answer === undefined)
}
