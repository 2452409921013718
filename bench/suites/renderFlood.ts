import { contestants, isOurs, ours, vueuse } from '../browser/contestants.ts'
import type { Contestant } from '../browser/contestants.ts'
import { notice, size, weigh } from '../browser/flood.ts'
import type { Noticed } from '../browser/flood.ts'
import type { Stage } from '../browser/stage.ts'
import { spreadOf } from '../measure.ts'
import type { BenchContext, Goal } from '../suite.ts'
import { atMost, brief, inTurn, ratioOf } from './renderPart.ts'
import type { RenderPart } from './renderPart.ts'

/** Milliseconds of main thread, one for each round. */
type Costs = Record<Flood, number[]>
type Flood = 'burst' | 'second'

/** The share of VueUse's main-thread time that ours may take for a burst. */
const shares = new Map<Contestant, number>([
  [ours.reactFetch, 0.1],
  [ours.vueFetch, 0.1],
  [ours.reactNative, 0.5],
  [ours.vueNative, 0.5],
])

const events = size.toLocaleString('en')

/** One component that shows the last of ten thousand events. */
export async function renderFlood(stage: Stage, { quick, log }: BenchContext): Promise<RenderPart> {
  const rounds = quick ? 1 : 5
  const floods: readonly Flood[] = quick ? ['burst'] : ['burst', 'second']

  const noticed = new Map<Contestant, Noticed>()
  for (const contestant of contestants.filter((each) => !quick || isOurs(each))) {
    log(`  counted: ${contestant.name}`)
    noticed.set(contestant, await notice(stage, contestant, 3))
  }

  const invited = contestants.filter((each) => !quick || isOurs(each) || each === vueuse)
  const costs = new Map(
    invited.map((each): [Contestant, Costs] => [each, { burst: [], second: [] }]),
  )
  await inTurn(invited, rounds, async (contestant, round) => {
    log(`  weighed, round ${round + 1} of ${rounds}: ${contestant.name}`)
    const { bursts, second } = await weigh(stage, contestant, quick ? 1 : 3, !quick)
    costs.get(contestant)?.burst.push(spreadOf(bursts).median)
    if (second !== null) costs.get(contestant)?.second.push(second)
  })

  const shareOf = (cost: Costs, flood: Flood) =>
    ratioOf(cost[flood], costs.get(vueuse)?.[flood] ?? [])
  const rowsOf = (flood: Flood) =>
    [...costs].map(([contestant, cost]) => {
      const found = noticed.get(contestant)
      const { seen = null, commits = null, frames = null } = found ? noticeOf(found, flood) : {}
      const { median, low, high } = spreadOf(cost[flood])
      const times = [brief(median), `${brief(low)}–${brief(high)}`, brief(shareOf(cost, flood))]
      return [contestant.name, seen, commits, frames, ...times]
    })

  return {
    tables: floods.map((flood) => ({
      caption: `${events} events ${how[flood]}`,
      columns: ['', 'seen', 'commits', 'in frames', 'main thread, ms', 'quartiles', 'of VueUse’s'],
      rows: rowsOf(flood),
    })),
    charts: floods.map((flood) => ({
      name: `render-${flood}`,
      title: `Main thread for ${events} events ${how[flood]}`,
      unit: 'ms',
      bars: [...costs].map(([contestant, cost]) => ({
        label: contestant.name,
        value: brief(spreadOf(cost[flood]).median),
        ours: isOurs(contestant),
      })),
    })),
    goals: [...shares].flatMap(([contestant, share]) => {
      const { name } = contestant
      const cost = costs.get(contestant) as Costs
      const found = noticed.get(contestant) as Noticed
      const burst = noticeOf(found, 'burst')
      const second = noticeOf(found, 'second')
      const goals: Goal[] = [
        atMost(
          `Main thread for a burst of ${events}, of VueUse’s: ${name}`,
          share,
          shareOf(cost, 'burst'),
        ),
        atMost(`Commits for a burst of ${events}: ${name}`, 2, burst.commits),
        atMost(
          `Events lost of ${(2 * size).toLocaleString('en')}: ${name}`,
          0,
          2 * size - burst.seen - second.seen,
        ),
        atMost(
          `Commits for each frame, ${events} over a second: ${name}`,
          1,
          (second.commits - 1) / second.frames,
        ),
      ]
      if (quick) return goals
      return [
        ...goals,
        atMost(
          `Main thread for ${events} over a second, of VueUse’s: ${name}`,
          0.5,
          shareOf(cost, 'second'),
        ),
      ]
    }),
    faults: [...noticed].filter(([contestant]) => isOurs(contestant)).flatMap(faultsOf),
  }
}

const how: Record<Flood, string> = { burst: 'in one write', second: 'over a second' }

/**
 * A busy machine stretches a burst over more frames than it needs: the shortest one is the nearest
 * to the truth.
 */
function noticeOf({ bursts, second }: Noticed, flood: Flood) {
  return flood === 'second'
    ? second
    : (bursts.toSorted((a, b) => a.commits - b.commits)[0] ?? second)
}

function faultsOf([{ name }, found]: readonly [Contestant, Noticed]): string[] {
  const faults: string[] = []
  for (const { seen, inOrder, commits, frames } of [...found.bursts, found.second]) {
    if (seen !== size || !inOrder)
      faults.push(`${name}: ${seen} of ${size} events${inOrder ? '' : ', not in order'}`)
    // The first event after a pause waits for no frame.
    if (commits > frames + 1) faults.push(`${name}: ${commits} commits in ${frames} frames`)
  }
  const { commits } = noticeOf(found, 'burst')
  if (commits > 2) faults.push(`${name}: ${commits} commits for a burst`)
  if (found.dials > 1) faults.push(`${name}: ${found.dials} connections for one component`)
  return faults
}
