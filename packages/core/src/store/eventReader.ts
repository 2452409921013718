import type { ConnectionFailure } from '../connection/failure.ts'
import type { AbortSignalLike } from '../platform/fetchTypes.ts'
import type { RawEvent } from '../transports/transport.ts'
import type { Parcel } from './delivery.ts'
import type { ServerEvent } from './serverEvent.ts'
import type { TypeSlots } from './typeSlots.ts'
import { askUntil, failureIn } from './until.ts'
import type { Until } from './until.ts'

/** What ends a store, read for each event, so that it may change. */
export interface EndingOptions {
  readonly until?: Until | undefined
  readonly signal?: AbortSignalLike | undefined
}

/** The store that events are read for. */
interface Reading {
  readonly slots: TypeSlots
  /** Whether something shows the newest event of every type. */
  isShown(): boolean
  /** The store shows something else. `quiet` where its subscribers find out by themselves. */
  changed(quiet: boolean): void
  /** Ends the store as `close()` does, or as `until` says: with a failure, or with `null`. */
  close(answer?: ConnectionFailure | null): void
  /** `until` says that the answer is complete: the stream does not go on from here. */
  complete(): void
}

/**
 * Reads events for a store: asks `until`, decodes, and calls the listeners. An event that was held is
 * returned for listeners that come later, and decoded for them, too.
 */
export function createEventReader(
  options: EndingOptions,
  { slots, isShown, changed, close, complete }: Reading,
): (event: RawEvent, isHeld: boolean) => Parcel<ServerEvent> | null {
  return (raw, isHeld) => {
    const { signal, until } = options
    if (signal?.aborted) {
      close()
      return null
    }
    const before = slots.halts()
    const isClosed = () => slots.halts() !== before
    const answer = until ? askUntil(until, raw) : false
    // It may have been closed by `until` itself.
    if (isClosed()) return null
    if (answer) complete()
    if (answer && answer !== 'after') {
      close(failureIn(answer))
      return null
    }
    const slot = slots.get(raw.type)
    // Skip decoding when nothing listens.
    if (slot && (isHeld || isShown() || slot.listeners.size() > 0)) {
      slots.read(slot, raw)
      // By a decoder, or by `onInvalid`.
      if (isClosed()) return null
      changed(true)
      if (!slot.refused) slot.listeners.emit(slot.event as ServerEvent)
    }
    if (!answer) changed(isHeld)
    // Unless a listener closed it and connected again.
    else if (!isClosed()) close(null)
    if (!isHeld || !slot || slot.refused) return null
    return { to: slot.listeners, value: slot.event as ServerEvent }
  }
}
