import type { Gap } from '../connection/consumers.ts'
import type { RawEvent } from '../transports/transport.ts'

/** What came while nothing listened: an event, or the news that the stream is back after a gap. */
export interface Held {
  readonly event: RawEvent | null
  readonly gap?: Gap
  /** When it came. */
  readonly at: number
}

/** What a store holds for listeners that come back, in the order in which it came. */
interface HeldEvents {
  readonly items: Held[]
  text: number
  /** When the oldest came of those that were too many, and were given up for a gap. */
  readonly lostSince: number | null
}

/** What may hold events. Nearly all the time a store holds none. */
export interface Holder {
  held: HeldEvents | null
}

/** How many events are held. */
const mostEvents = 1000
/** How much text they may have, in characters. */
const mostText = 2 ** 20

/** Holds an event or a gap. Beyond the limit all of them are given up for one gap. */
export function addHeld(holder: Holder, event: RawEvent | null, gap?: Gap): void {
  const held = (holder.held ??= { items: [], text: 0, lostSince: null })
  if (held.lostSince !== null) return
  held.text += event?.raw.length ?? 0
  const count = held.items.push({ event, gap: gap!, at: Date.now() })
  if (count > mostEvents || held.text > mostText)
    holder.held = { items: [], text: 0, lostSince: held.items[0]!.at }
}

/** Removes the oldest, and returns it. */
export function takeHeld(holder: Holder): Held | undefined {
  const { items = [], lostSince: at = null } = holder.held ?? {}
  const item = items.shift()
  if (items.length === 0) holder.held = null
  return at === null
    ? item
    : { event: null, gap: { duration: Date.now() - at, lastEventId: '' }, at }
}
