import type { Gap } from '../connection/consumers.ts'
import { callListener } from '../connection/emitter.ts'
import type { Emitter } from '../connection/emitter.ts'
import type { RawEvent } from '../transports/transport.ts'
import { readEvent } from './readEvent.ts'
import { addHeld, takeHeld } from './heldEvents.ts'
import type { Parcel, Stream } from './stream.ts'

/** Hands over an event or a gap: immediately while something listens, and otherwise later. */
export function receive(stream: Stream, event: RawEvent | null, gap?: Gap): void {
  if (stream.isResuming || stream.held || !stream.isListening()) addHeld(stream, event, gap)
  else handOver(stream, event, gap, false)
}

function handOver(
  stream: Stream,
  event: RawEvent | null,
  gap: Gap | undefined,
  isHeld: boolean,
): Parcel | null {
  stream.count++
  if (event) return readEvent(stream, event, isHeld)
  stream.gaps.emit(gap!)
  return { to: stream.gaps, value: gap }
}

/** Hands over what was held, because something listens again. */
export function resume(stream: Stream): void {
  if (stream.isResuming || !stream.held) return
  stream.isResuming = true
  if (!stream.recent) queueMicrotask(() => (stream.recent = null))
  while (stream.isListening()) {
    const item = takeHeld(stream)
    if (!item) break
    const parcel = handOver(stream, item.event, item.gap, true)
    if (parcel) (stream.recent ??= []).push(parcel)
  }
  stream.isResuming = false
}

/**
 * Hands what was held to one more listener: those that come back in the same task, such as the
 * effects of one component, all get it.
 */
export function catchUp<Value>(
  { recent }: Stream,
  emitters: readonly Emitter<Value>[],
  listener: (value: Value) => void,
): void {
  // It is emptied when the listener closes the store.
  for (const { to, value } of recent ?? []) if (emitters.includes(to)) callListener(listener, value)
}
