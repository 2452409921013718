import { clientOf, connectionFor } from '../connection/client.ts'
import { start } from '../connection/connect.ts'
import { newestEvents } from '../connection/consumers.ts'
import { isGet } from '../connection/options.ts'
import { remaining } from '../connection/schedule.ts'
import { joinConnection } from '../connection/createConnection.ts'
import type { AbortSignalLike } from '../platform/fetchTypes.ts'
import { startTimer } from '../platform/timer.ts'
import { checkAbsence } from './absence.ts'
import { resume } from './delivery.ts'
import { closeStream, goAway, refresh, watchClearings } from './leaving.ts'
import { isAborted, isShown, lingerTimeOf } from './stream.ts'
import type { Stream } from './stream.ts'
import { readNewest } from './typeSlots.ts'

/**
 * Counts a listener, and dials for the first. Returns a function that counts it out; the last one
 * leaves the linger.
 */
export function hold(stream: Stream): () => void {
  refresh(stream)
  if (stream.listenerCount++ === 0) watchClearings(stream)
  const isDue = stream.listenerCount === 1 || !stream.joined
  if (isDue && !stream.ending && !stream.isHeldBack) begin(stream)
  let held = true
  return () => {
    if (!held) return
    held = false
    stream.snapshot = null
    // One that comes later in this task has been served already.
    stream.recent = null
    if (--stream.listenerCount > 0) return
    stream.unwatch()
    linger(stream)
  }
}

function begin(stream: Stream) {
  if (isAborted(stream) || !mayJoin(stream)) return closeStream(stream)
  clearTimeout(stream.lingering)
  // Another key or transport may be in force now.
  if (stream.joined && stream.joined !== connectionToJoin(stream)) goAway(stream)
  // It lingers, or the listener came while `connect()` dials.
  if (stream.joined) {
    stream.snapshot = null
    resume(stream)
  } else join(stream)
  if (stream.joined) start(stream.joined)
}

function followSignal(stream: Stream, signal: AbortSignalLike) {
  // Unless the options have another signal by now.
  const abort = () => isAborted(stream) && closeStream(stream)
  signal.addEventListener('abort', abort)
  stream.ignoreSignal = () => signal.removeEventListener('abort', abort)
}

const connectionToJoin = (stream: Stream) =>
  connectionFor(clientOf(stream.given), stream, stream.leftAt)

/**
 * Whether joining would send no request a second time that is not GET: that takes a `connect()`, or
 * `reconnectWith`, which goes on with another one.
 */
function mayJoin(stream: Stream) {
  const options = stream.options()
  // It has left, and the connection was hung up since.
  const wasLeft = !stream.joined && stream.previous?.state.phase === 'idle'
  return !wasLeft || isGet(options) || (options.reconnectWith && stream.leftAt.wasOpen)
}

function join(stream: Stream) {
  const joined = connectionToJoin(stream)
  stream.joined = stream.previous = joined
  joinConnection(joined, stream)
  if (stream.given.signal) followSignal(stream, stream.given.signal)
  if (isShown(stream)) showNewest(stream)
  stream.snapshot = null
  stream.resumes = joined.state.phase === 'idle'
  checkAbsence(stream)
}

/**
 * Reads what came while nothing subscribed, or before this store joined: the others on the
 * connection show it already.
 */
export function showNewest(stream: Stream): void {
  if (stream.isListening()) readNewest(stream, stream.joined ? newestEvents(stream.joined) : [])
  stream.snapshot = null
}

/** Connects immediately. With no listener, the connection is left to its linger. */
export function connect(stream: Stream): void {
  refresh(stream)
  if (isAborted(stream)) return
  if (stream.ending && stream.isListening()) watchClearings(stream)
  stream.ending = null
  stream.isHeldBack = false
  if (!stream.joined) join(stream)
  stream.joined?.connect(true)
  if (!stream.isListening()) linger(stream)
}

function linger(stream: Stream) {
  if (!stream.joined) return
  let time = lingerTimeOf(stream)
  // One that failed is kept for its backoff, too: a list that comes and goes must not hammer.
  if (stream.joined.state.phase === 'failed')
    time = isGet(stream.options()) ? time + remaining(stream.joined) : 0
  clearTimeout(stream.lingering)
  stream.lingering = startTimer(time, () => endLinger(stream))
  stream.began = Date.now()
}

/** Hangs up what nothing listens to any more, without the rest of its linger. */
export function endLinger(stream: Stream): void {
  if (!stream.joined || stream.isListening()) return
  const { phase, failure } = stream.joined.state
  // It is not sent again for a listener that comes back, and its failure stays the reason.
  if (phase === 'failed' && !isGet(stream.options())) stream.ending = { failure }
  goAway(stream)
}
