import { mount, ours } from '../browser/contestants.ts'
import { createFlood, size } from '../browser/flood.ts'
import { countListed, openPanel, showTab } from '../browser/panel.ts'
import type { Tab } from '../browser/panel.ts'
import { opened, withStage } from '../browser/stage.ts'
import type { Stage } from '../browser/stage.ts'
import { until } from '../browser/until.ts'
import { spreadOf } from '../measure.ts'
import type { BenchContext, Suite, SuiteResult } from '../suite.ts'
import { atMost, brief, inTurn } from './renderPart.ts'

/** A page that shows a stream, and what of the devtools is in it. */
interface Contestant {
  readonly name: string
  readonly bundle: 'react/ours' | 'react/devtools'
  /** The tab that is open; none where the panel is closed. */
  readonly tab?: Tab
}

const without: Contestant = { name: 'without devtools', bundle: 'react/ours' }
/** The same page: what it differs by from the first one is noise. */
const again: Contestant = { name: 'without devtools, again', bundle: 'react/ours' }
const closed: Contestant = { name: 'devtools, closed', bundle: 'react/devtools' }
const open = (['Stream', 'Timeline', 'Events'] as const).map((tab) => ({
  name: `devtools, open on ${tab}`,
  bundle: 'react/devtools' as const,
  tab,
}))

/** The share of the time without devtools that a page with an open panel may take. */
const mostOpen = 1.2

type Flood = 'burst' | 'second'
/** Milliseconds of main thread, one for each round. */
type Costs = Readonly<Record<Flood, number[]>>

const how: Readonly<Record<Flood, string>> = { burst: 'in one write', second: 'over a second' }
const events = size.toLocaleString('en')

/** What the devtools cost the page that they are in, and whether they miss an event. */
export const devtools: Suite = (context) =>
  withStage(['development'], (stage) => compare(stage, context))

async function compare(stage: Stage, { quick, log }: BenchContext): Promise<SuiteResult> {
  const contestants: readonly Contestant[] = quick ? open : [without, again, closed, ...open]
  const floods: readonly Flood[] = quick ? [] : ['burst', 'second']
  const costs = new Map(
    contestants.map((each): [Contestant, Costs] => [each, { burst: [], second: [] }]),
  )
  const faults: string[] = []
  await inTurn(contestants, quick ? 1 : 6, async (contestant, round) => {
    log(`  round ${round + 1}: ${contestant.name}`)
    const { listed, ...cost } = await weigh(stage, contestant, floods)
    for (const flood of floods) costs.get(contestant)![flood].push(cost[flood])
    if (contestant.tab && listed !== `${events} events`)
      faults.push(`${contestant.name}: ${listed} of ${events}`)
  })

  const sharesOf = (contestant: Contestant, flood: Flood) =>
    spreadOf(
      costs.get(contestant)![flood].map((cost, round) => cost / costs.get(without)![flood][round]!),
    )
  return {
    title: 'Devtools',
    method:
      `A React component that shows the newest of ${events} events, on fetch, in a build for development, in Chromium. ` +
      'Time is the CPU time of the page’s main thread. Contestants take turns, in fresh pages, and the first burst of each ' +
      'page is left out. The page without devtools is there twice: what the two differ by is noise.',
    tables: floods.map((flood) => ({
      caption: `Devtools: ${events} events ${how[flood]}`,
      columns: ['', 'main thread, ms', 'of that without', 'quartiles'],
      rows: contestants.map((contestant) => {
        const { median, low, high } = sharesOf(contestant, flood)
        const time = brief(spreadOf(costs.get(contestant)![flood]).median)
        return [contestant.name, time, brief(median), `${brief(low)}–${brief(high)}`]
      }),
    })),
    charts: [],
    goals: floods.flatMap((flood) => [
      // As much as the page without them has differed from itself.
      atMost(
        `Devtools: main thread for ${events} ${how[flood]}, closed`,
        Math.max(sharesOf(again, flood).high, 1),
        sharesOf(closed, flood).median,
      ),
      ...open.map((contestant) =>
        atMost(
          `Devtools: main thread for ${events} ${how[flood]}, open on ${contestant.tab}`,
          mostOpen,
          sharesOf(contestant, flood).median,
        ),
      ),
    ]),
    faults,
  }
}

interface Weighed extends Record<Flood, number> {
  /** How many events the panel lists after the first burst. */
  readonly listed: string
}

function weigh(
  { server, withPage }: Stage,
  { name, bundle, tab }: Contestant,
  floods: readonly Flood[],
): Promise<Weighed> {
  const bursts = 5
  return withPage(
    bundle,
    async (page) => {
      const stream = server.stream()
      await mount(page, ours.reactFetch, stream.path)
      await opened(stream)
      const flood = createFlood(page, stream)

      async function costOf(send: () => Promise<boolean>): Promise<number> {
        const before = await page.work()
        if (!(await send())) throw new Error(`${name}: the page never shows the last event.`)
        return (await page.work()) - before
      }

      if (tab) await openPanel(page, 'Events')
      await costOf(flood.burst)
      let listed = ''
      if (tab) {
        await until(async () => (listed = await countListed(page)) === `${events} events`)
        await showTab(page, tab)
      }
      const costs: number[] = []
      if (floods.includes('burst'))
        for (let n = 0; n < bursts; n++) costs.push(await costOf(flood.burst))
      const second = floods.includes('second') ? await costOf(flood.second) : 0
      return { burst: spreadOf(costs).median, second, listed }
    },
    'development',
  )
}
