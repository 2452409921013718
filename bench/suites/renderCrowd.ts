import {
  isOurs,
  reactByHand,
  reactStore,
  vueByHand,
  vueStore,
  vueuse,
  websocket,
} from '../browser/contestants.ts'
import type { Contestant } from '../browser/contestants.ts'
import { connectionsOf, crowd, crowdOf } from '../browser/crowd.ts'
import type { Connections, Crowd } from '../browser/crowd.ts'
import type { Stage } from '../browser/stage.ts'
import { spreadOf } from '../measure.ts'
import type { BenchContext } from '../suite.ts'
import { atMost, brief, inTurn, ratioOf } from './renderPart.ts'
import type { RenderPart } from './renderPart.ts'

const contestants: readonly Contestant[] = [
  { name: 'React, ours', bundle: 'react/ours' },
  { name: 'Vue, ours', bundle: 'vue/ours' },
  vueuse,
  websocket,
  reactByHand,
  vueByHand,
  reactStore,
  vueStore,
]

/**
 * How much a heap may differ from itself after a collection, in bytes: code is compiled, and caches
 * fill.
 */
const tolerance = 2_000_000

const many = crowd.toLocaleString('en')

/** Many components that name the same URL. */
export async function renderCrowd(stage: Stage, { quick, log }: BenchContext): Promise<RenderPart> {
  const rounds = quick ? 1 : 2
  const cycles = quick ? 1 : 3
  const invited = contestants.filter((each) => !quick || isOurs(each) || each === vueuse)

  const connections = new Map<Contestant, Connections>()
  for (const contestant of invited.filter((each) => !quick || isOurs(each))) {
    log(`  twenty components: ${contestant.name}`)
    connections.set(contestant, await connectionsOf(stage, contestant))
  }

  const crowds = new Map(invited.map((each): [Contestant, Crowd[]] => [each, []]))
  await inTurn(invited, rounds, async (contestant, round) => {
    log(`  ${many} components, round ${round + 1} of ${rounds}: ${contestant.name}`)
    crowds.get(contestant)?.push(await crowdOf(stage, contestant, cycles))
  })

  const peer = crowds.get(vueuse) ?? []
  const shareOf = (found: readonly Crowd[]) => ratioOf(timesOf(found).both, timesOf(peer).both)
  const ourCrowds = [...crowds].filter(([contestant]) => isOurs(contestant))
  const ourConnections = [...connections].filter(([contestant]) => isOurs(contestant))

  return {
    tables: [
      {
        caption: '20 components on one URL, HTTP/1.1',
        columns: ['', 'connections', 'is another request of the page answered?'],
        rows: [...connections].map(([{ name }, { open, othersAnswered }]) => [
          name,
          open,
          othersAnswered ? 'yes' : 'no',
        ]),
      },
      {
        caption: `${many} components on one URL, and what is left after they came and went ${cycles} more times`,
        columns: [
          '',
          'mount, ms',
          'unmount, ms',
          'both, of VueUse’s',
          'connections',
          'connections left',
          'listeners left',
          'heap left, kB',
          'heap of each, kB',
        ],
        rows: [...crowds].map(([{ name }, found]) => {
          const { mount, unmount } = timesOf(found)
          const { open = null, left } = found.at(-1) ?? {}
          const heap = left ? Math.round(left.heap / 1000) : null
          const remains = [left?.connections ?? null, left?.listeners ?? null, heap]
          const each = spreadOf(found.map(({ component }) => component / 1000)).median
          const times = [brief(mount), brief(unmount), brief(shareOf(found))]
          return [name, ...times, open, ...remains, brief(each)]
        }),
      },
    ],
    charts: [
      {
        name: 'render-crowd',
        title: `Main thread to mount and unmount ${many} components on one URL`,
        unit: 'ms',
        bars: [...crowds].map(([contestant, found]) => ({
          label: contestant.name,
          value: brief(spreadOf(timesOf(found).both).median),
          ours: isOurs(contestant),
        })),
      },
    ],
    goals: [
      ...ourConnections.map(([{ name }, { open }]) =>
        atMost(`Connections of 20 components on one URL: ${name}`, 1, open),
      ),
      ...ourCrowds.flatMap(([{ name, bundle }, found]) => [
        atMost(
          `${many} components mounted and unmounted, of VueUse’s: ${name}`,
          bundle.startsWith('vue/') ? 0.33 : 0.45,
          shareOf(found),
        ),
        atMost(
          `kB of heap of a mounted component: ${name}`,
          4,
          spreadOf(found.map(({ component }) => component / 1000)).median,
        ),
      ]),
    ],
    faults: [
      ...ourConnections
        .filter(([, { open }]) => open !== 1)
        .map(([{ name }, { open }]) => `${name}: ${open} connections for 20 components`),
      ...ourCrowds.flatMap(([{ name }, found]) =>
        found.flatMap(faultsOf).map((fault) => `${name}: ${fault}`),
      ),
    ],
  }
}

/** The times of a crowd, and the sum of them for each round. */
function timesOf(found: readonly Crowd[]) {
  return {
    mount: spreadOf(found.flatMap(({ mount }) => mount)).median,
    unmount: spreadOf(found.flatMap(({ unmount }) => unmount)).median,
    both: found.map(({ mount, unmount }) => spreadOf(mount).median + spreadOf(unmount).median),
  }
}

function faultsOf({ open, left }: Crowd): string[] {
  const faults: string[] = []
  if (open !== 1) faults.push(`${open} connections for ${many} components`)
  if (left.connections > 0) faults.push(`${left.connections} connections left behind`)
  if (left.listeners > 0) faults.push(`${left.listeners} listeners left behind`)
  if (left.heap > tolerance) faults.push(`${Math.round(left.heap / 1000)} kB left behind`)
  return faults
}
