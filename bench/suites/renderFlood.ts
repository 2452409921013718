import {
  contestants,
  counter,
  isOurs,
  ours,
  reactStore,
  vueStore,
  vueuse,
} from '../browser/contestants.ts'
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
type Flood = 'cold' | 'burst' | 'second'

/** The share of another's main-thread time that ours may take for a burst. */
const shares: readonly (readonly [Contestant, Flood, number, Contestant])[] = [
  ...[ours.reactFetch, ours.vueFetch].flatMap((each) => [
    [each, 'burst', 0.1, vueuse] as const,
    [each, 'cold', 0.2, vueuse] as const,
  ]),
  [ours.reactNative, 'burst', 1.5, counter],
  [ours.vueNative, 'burst', 1.5, counter],
]

/** What no library is needed for: they cost as little as this can. */
const references = [counter, reactStore, vueStore]

const events = size.toLocaleString('en')

/** One component that shows the last of ten thousand events. */
export async function renderFlood(stage: Stage, { quick, log }: BenchContext): Promise<RenderPart> {
  const rounds = quick ? 1 : 4
  const floods: readonly Flood[] = quick ? ['burst'] : ['burst', 'cold', 'second']

  const noticed = new Map<Contestant, Noticed>()
  for (const contestant of contestants.filter((each) => !quick || isOurs(each))) {
    log(`  counted: ${contestant.name}`)
    noticed.set(contestant, await notice(stage, contestant, 3))
  }

  const invited = [...contestants, ...references].filter(
    (each) => !quick || isOurs(each) || each === vueuse || each === counter,
  )
  const costs = new Map(
    invited.map((each): [Contestant, Costs] => [each, { cold: [], burst: [], second: [] }]),
  )
  await inTurn(invited, rounds, async (contestant, round) => {
    log(`  weighed, round ${round + 1} of ${rounds}: ${contestant.name}`)
    const { cold, bursts, second } = await weigh(stage, contestant, quick ? 1 : 3, !quick)
    costs.get(contestant)?.cold.push(cold)
    costs.get(contestant)?.burst.push(spreadOf(bursts).median)
    if (second !== null) costs.get(contestant)?.second.push(second)
  })

  const shareOf = (cost: Costs, flood: Flood, peer = vueuse) =>
    ratioOf(cost[flood], costs.get(peer)?.[flood] ?? [])
  const rowsOf = (flood: Flood) =>
    [...costs].map(([contestant, cost]) => {
      const found = noticed.get(contestant)
      const {
        seen = null,
        commits = null,
        frames = null,
      } = found && flood !== 'cold' ? noticeOf(found, flood) : {}
      const { median, low, high } = spreadOf(cost[flood])
      const times = [
        brief(median),
        `${brief(low)}–${brief(high)}`,
        brief(shareOf(cost, flood)),
        brief(shareOf(cost, flood, counter)),
      ]
      return [contestant.name, seen, commits, frames, ...times]
    })

  return {
    tables: floods.map((flood) => ({
      caption: `${events} events ${how[flood]}`,
      columns: [
        '',
        'seen',
        'commits',
        'in frames',
        'main thread, ms',
        'quartiles',
        'of VueUse’s',
        'of the counter’s',
      ],
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
    goals: [
      ...shares
        .filter(([, flood]) => floods.includes(flood))
        .map(([contestant, flood, share, peer]) =>
          atMost(
            `Main thread for ${events} ${how[flood]}, of ${peer.name}: ${contestant.name}`,
            share,
            shareOf(costs.get(contestant) as Costs, flood, peer),
          ),
        ),
      ...[...noticed].filter(([contestant]) => isOurs(contestant)).flatMap(goalsOf),
    ],
    faults: [...noticed].filter(([contestant]) => isOurs(contestant)).flatMap(faultsOf),
  }
}

const how: Record<Flood, string> = {
  cold: 'in the first write of a page',
  burst: 'in one write',
  second: 'over a second',
}

/**
 * A busy machine stretches a burst over more frames than it needs: the shortest one is the nearest
 * to the truth.
 */
function noticeOf({ bursts, second }: Noticed, flood: Flood) {
  return flood === 'second'
    ? second
    : (bursts.toSorted((a, b) => a.commits - b.commits)[0] ?? second)
}

function goalsOf([{ name }, found]: readonly [Contestant, Noticed]): Goal[] {
  const burst = noticeOf(found, 'burst')
  const { seen, commits, frames } = found.second
  const sent = (2 * size).toLocaleString('en')
  return [
    atMost(`Commits for a burst of ${events}: ${name}`, 2, burst.commits),
    atMost(`Events lost of ${sent}: ${name}`, 0, 2 * size - burst.seen - seen),
    atMost(`Commits for each frame, ${events} over a second: ${name}`, 1, (commits - 1) / frames),
  ]
}

function faultsOf([{ name }, found]: readonly [Contestant, Noticed]): string[] {
  const faults: string[] = []
  for (const { seen, inOrder, commits, frames } of [...found.bursts, found.second]) {
    if (seen !== size || !inOrder)
      faults.push(`${name}: ${seen} of ${size} events${inOrder ? '' : ', not in order'}`)
    // The first event after a frame waits for no frame.
    if (commits > frames + 1) faults.push(`${name}: ${commits} commits in ${frames} frames`)
  }
  const { commits } = noticeOf(found, 'burst')
  if (commits > 2) faults.push(`${name}: ${commits} commits for a burst`)
  if (found.dials > 1) faults.push(`${name}: ${found.dials} connections for one component`)
  return faults
}
