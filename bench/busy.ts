import { cpus, loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'

/** What else the machine was doing when a suite began. */
export interface Load {
  /** The part of its processor time that was used while the bench did nothing. */
  readonly busy: number
  /** The average of the last minute, which has our own build in it. */
  readonly average: number
}

/** The most that others may use: beyond, ratios of short runs move by more than a tenth. */
export const mostBusy = 0.15

export async function loadNow(): Promise<Load> {
  const before = times()
  await sleep(1500)
  const after = times()
  const all = after.all - before.all
  return {
    busy: Math.round(((all - (after.idle - before.idle)) / all) * 100) / 100,
    average: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  }
}

export const describeLoad = ({ busy, average }: Load): string =>
  `${Math.round(busy * 100)} % of the processors used by others, load ${average} on ${cpus().length}`

function times() {
  let [all, idle] = [0, 0]
  for (const { times } of cpus()) {
    all += times.user + times.nice + times.sys + times.irq + times.idle
    idle += times.idle
  }
  return { all, idle }
}
