import { metrics, type Count, type Counts } from '../src/shared/wire.ts'
import { chance } from './chance.ts'
import { clock, type Sequence } from './sequence.ts'

const { latest } = clock(100)

/** A day, in events: the counts begin at midnight. */
const day = 864_000

/** How many states are kept, to answer what it was after an event. */
const mostStates = 1000

const noCounts: Counts = { visits: 0, orders: 0, returns: 0, errors: 0 }

/** What visitors of a shop do, as events that count up, and as the counts themselves. */
export interface Activity extends Sequence {
  /** The counts after event `seq`, or `undefined` where that is too long ago. */
  at(seq: number): Counts | undefined
  /** Whether a client that has seen so little has to load the counts. */
  isTooOld(lastEventId: string | undefined): boolean
}

/** @param pace How long the server remembers events, as a share of what visitors get. */
export function createActivity(pace: number): Activity {
  let newest = Math.floor(latest() / day) * day
  const states = new Map([[newest, noCounts]])
  // Three seconds: it is back within them after a drop, and not after an outage.
  const replay = Math.round(30 * pace)

  function at(seq: number) {
    while (newest < Math.min(seq, latest())) {
      const { metric, by } = stepAt(newest + 1)
      const before = states.get(newest)!
      states.set(++newest, { ...before, [metric]: before[metric] + by })
      states.delete(newest - mostStates)
    }
    return states.get(seq)
  }

  return {
    latest,
    replay,
    welcome: 0,
    eventAt(seq) {
      const counts = at(seq)
      if (!counts) return null
      const count: Count = { ...stepAt(seq), sum: sumOf(counts) }
      return { id: String(seq), type: 'count', data: JSON.stringify(count) }
    },
    at,
    isTooOld: (lastEventId) => Number(lastEventId || Infinity) < latest() - replay,
  }
}

function stepAt(seq: number) {
  // The square keeps the metrics at the end, returns and errors, rare.
  const metric = metrics[Math.floor(chance(seq) ** 2 * metrics.length)]!
  return { metric, by: metric === 'visits' ? 1 + Math.floor(9 * chance(seq + 1)) : 1 }
}

const sumOf = (counts: Counts) => metrics.reduce((sum, metric) => sum + counts[metric], 0)
