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
export interface HeldEvents {
  items: Held[]
  text: number
  /** When the oldest came of those that were too many, and were given up for a gap. */
  lostSince: number | null
}

export const nothingHeld = (): HeldEvents => ({ items: [], text: 0, lostSince: null })

export const isHolding = ({ items, lostSince }: HeldEvents): boolean =>
  items.length > 0 || lostSince !== null

/** How many events are held. */
const mostEvents = 1000
/** How much text they may have, in characters. */
const mostText = 2 ** 20

/** Holds an event or a gap. Beyond the limit all of them are given up for one gap. */
export function addHeld(held: HeldEvents, event: RawEvent | null, gap?: Gap): void {
  if (held.lostSince !== null) return
  held.text += event?.raw.length ?? 0
  const count = held.items.push({ event, gap: gap!, at: Date.now() })
  if (count <= mostEvents && held.text <= mostText) return
  const { at } = held.items[0]!
  dropHeld(held)
  held.lostSince = at
}

/** Removes the oldest, and returns it. */
export function takeHeld(held: HeldEvents): Held | undefined {
  const item = held.items.shift()
  if (item) return item
  const { lostSince: at } = held
  dropHeld(held)
  return at === null
    ? undefined
    : { event: null, gap: { duration: Date.now() - at, lastEventId: '' }, at }
}

export function dropHeld(held: HeldEvents): void {
  Object.assign(held, nothingHeld())
}
