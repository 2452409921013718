import type { Stats } from '../src/shared/wire.ts'
import type { BadDays } from './badDays.ts'
import type { Connections } from './connections.ts'
import type { Sequence } from './sequence.ts'

/** What the server sees, told at every change. It has no ids: only the newest is worth telling. */
export function createStats(connections: Connections, badDays: BadDays): Sequence {
  // While a bad day lasts, each half second is news: the page counts down.
  const ticks = () => (Object.keys(badDays.all()).length > 0 ? Math.floor(Date.now() / 500) : 0)

  let version = 0
  let seen = ''
  return {
    latest() {
      const now = `${connections.version()} ${ticks()}`
      if (now !== seen) version++
      seen = now
      return version
    },
    replay: 1,
    welcome: 1,
    eventAt() {
      const stats: Stats = {
        open: connections.open(),
        dials: connections.dials(),
        badDays: badDays.all(),
      }
      return { data: JSON.stringify(stats) }
    },
  }
}
