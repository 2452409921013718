import type { BookDelta, BookSnapshot, Level, Side } from '../src/shared/wire.ts'
import { chance } from './chance.ts'
import { clock, type Sequence } from './sequence.ts'

const { latest } = clock(40)

/** The prices that are traded, in cents: as many below the middle as above it. */
const lowest = 9980
const prices = 40

/** An order book whose every state can be computed from a number alone. */
export interface Orders extends Sequence {
  /** The whole book after event `seq`. */
  at(seq: number): BookSnapshot
  /** Swallows the next few deltas, as a feed does that drops what it has no room for. */
  lose(count: number): void
}

export function createBook(): Orders {
  // The deltas in `(from, to]` are never sent.
  let lost = { from: 0, to: 0 }

  const at = (seq: number): BookSnapshot => ({
    seq,
    // Each price changes once in so many events, so the newest ones are the whole book.
    levels: Array.from({ length: prices }, (_, index) => levelAt(seq - index)).filter(
      ({ size }) => size > 0,
    ),
  })

  return {
    latest,
    // Twenty seconds. A client that was away for longer starts again with a snapshot.
    replay: 500,
    welcome: 0,
    greeting: (cursor, resumes) =>
      resumes ? null : { type: 'snapshot', id: String(cursor), data: JSON.stringify(at(cursor)) },
    eventAt(seq) {
      if (seq > lost.from && seq <= lost.to) return null
      const delta: BookDelta = { seq, ...levelAt(seq) }
      return { id: String(seq), type: 'delta', data: JSON.stringify(delta) }
    },
    at,
    lose(count) {
      lost = { from: latest(), to: latest() + count }
    },
  }
}

/**
 * The level that event `seq` sets. The factor shares no divisor with the number of prices, so each
 * has its turn.
 */
function levelAt(seq: number): Level {
  const index = (seq * 17) % prices
  const side: Side = index < prices / 2 ? 'bid' : 'ask'
  const distance = side === 'bid' ? prices / 2 - 1 - index : index - prices / 2
  // Close to the middle the orders are small, and gone at times, so the best prices move.
  const isGone = chance(seq * 3 + 1) < 0.45 / (1 + distance)
  const size = isGone ? 0 : Math.round(40 + distance * 25 + 400 * chance(seq) ** 3)
  return { side, price: lowest + index, size }
}
