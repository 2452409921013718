import type { Stats } from '../src/shared/wire.ts'
import type { Failures } from './failures.ts'
import type { Connections } from './connections.ts'
import type { Sequence } from './sequence.ts'

/**
 * What the server sees, sent at every change. It has no ids: only the newest is worth
 * sending.
 */
export function createStats(connections: Connections, failures: Failures): Sequence {
  // While a failure lasts, each half second is news: the page counts down.
  const ticks = () => (Object.keys(failures.all()).length > 0 ? Math.floor(Date.now() / 500) : 0)

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
        failures: failures.all(),
      }
      return { data: JSON.stringify(stats) }
    },
  }
}
