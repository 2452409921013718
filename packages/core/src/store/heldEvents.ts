import type { Gap } from '../connection/consumers.ts'
import type { RawEvent } from '../transports/transport.ts'

/** What came while nothing listened: an event, or the news that the stream is back after a gap. */
export type Held =
  | { readonly event: RawEvent; readonly gap?: undefined }
  | { readonly event?: undefined; readonly gap: Gap }

/** What a store holds for listeners that come back, in the order in which it came. */
export interface HeldEvents {
  isEmpty(): boolean
  add(item: Held): void
  /** Removes the oldest, and returns it. */
  take(): Held | undefined
  clear(): void
}

/** How many events are held. */
const mostEvents = 1000
/** How much text they may have, in characters. */
const mostText = 2 ** 20

/** Holds events up to a limit. Beyond it all of them are given up for a gap. */
export function createHeldEvents(): HeldEvents {
  let items: Held[] = []
  let taken = 0
  let text = 0
  let start = 0
  let isOverflown = false

  function clear() {
    items = []
    taken = 0
    text = 0
    isOverflown = false
  }

  function take(): Held | undefined {
    const item = items[taken++]
    if (item) return item
    const gap = { duration: Date.now() - start, lastEventId: '' }
    const gaveUp = isOverflown
    clear()
    return gaveUp ? { gap } : undefined
  }

  return {
    isEmpty: () => items.length === 0 && !isOverflown,
    add(item) {
      if (isOverflown) return
      if (items.length === 0) start = Date.now()
      items.push(item)
      text += item.event?.raw.length ?? 0
      if (items.length - taken <= mostEvents && text <= mostText) return
      clear()
      isOverflown = true
    },
    take,
    clear,
  }
}
