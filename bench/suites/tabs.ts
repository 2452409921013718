import { setTimeout as sleep } from 'node:timers/promises'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { chromiumOptions } from '../../scripts/engines/chromium.js'
import { grouped } from '../../scripts/engines/startGroup.ts'
import { buildTabsPage } from '../browser/bundles.ts'
import { startTabsServer } from '../browser/tabsServer.ts'
import type { TabsPage } from '../browser/pages/tabs/share.ts'
import { until } from '../browser/until.ts'
import type { BenchContext, SuiteResult } from '../suite.ts'

const contestants = [
  { name: 'ours', page: 'ours' },
  { name: 'tab-election', page: 'tabElection' },
  { name: 'broadcast-channel', page: 'broadcastChannel' },
  { name: "TanStack's leader", page: 'offlineTransactions' },
] as const

/** How the tab that leads ends, and within what time another has to lead, in milliseconds. */
const endings = [
  { name: 'closed', goal: 100, end: (page: Page) => page.close() },
  { name: 'crashed', goal: 300, end: (page: Page) => devtools(page, 'Page.crash') },
  { name: 'navigated away', goal: 300, end: (page: Page) => page.goto('about:blank') },
  { name: 'frozen', goal: 300, end: (page: Page) => freeze(page) },
] as const

async function devtools(page: Page, method: 'Page.crash') {
  const session = await page.createCDPSession()
  void session.send(method).catch(() => {})
}

async function freeze(page: Page) {
  const session = await page.createCDPSession()
  await session.send('Page.setWebLifecycleState', { state: 'frozen' })
}

/** How long a takeover is waited for, in milliseconds. */
const patience = 10_000

const idsOf = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { bench?: TabsPage }).bench?.ids ?? [])

/** Runs a few tabs of a contestant, the first of which leads. */
async function withTabs<Result>(
  browser: Browser,
  script: string,
  count: number,
  run: (pages: Page[], server: Awaited<ReturnType<typeof startTabsServer>>) => Promise<Result>,
): Promise<Result> {
  const server = await startTabsServer(script)
  const context = await browser.createBrowserContext()
  const publishing = setInterval(() => server.publish(1), 20)
  try {
    const open = async () => {
      const page = await context.newPage()
      await page.goto(server.origin)
      await until(async () => (await idsOf(page)).length > 0)
      return page
    }
    const leader = await open()
    const others = await Promise.all(Array.from({ length: count - 1 }, open))
    const pages = [leader, ...others]
    clearInterval(publishing)
    return await run(pages, server)
  } finally {
    clearInterval(publishing)
    await context.close()
    server.close()
  }
}

interface Takeover {
  /** Milliseconds until the server is asked again; `null` where it was not. */
  readonly took: number | null
  /** How many events a tab that stayed has missed, and had twice. */
  readonly missed: number
  readonly twice: number
}

const takeover = (browser: Browser, script: string, end: (page: Page) => Promise<unknown>) =>
  withTabs(browser, script, 3, async ([leader, follower], server): Promise<Takeover> => {
    const before = server.dials.length
    const publishing = setInterval(() => server.publish(1), 20)
    // The front is another tab's, as when a person has changed to it.
    await follower!.bringToFront()
    const began = performance.now()
    await end(leader!)
    await until(() => server.dials.length > before, patience)
    const dialled = server.dials[before]
    await sleep(500)
    clearInterval(publishing)
    await sleep(200)
    const ids = await idsOf(follower!)
    const different = new Set(ids)
    return {
      took: dialled === undefined ? null : dialled - began,
      missed: Math.max(...ids) - Math.min(...ids) + 1 - different.size,
      twice: ids.length - different.size,
    }
  })

const postingOf = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { bench: TabsPage }).bench.posting())

/** Measures how long the leader posts so many events, which come at once, to six others. */
const posting = (browser: Browser, script: string, count: number, rounds: number) =>
  withTabs(browser, script, 7, async ([leader, ...others], server) => {
    const times: number[] = []
    for (let round = 0; round < rounds; round++) {
      const before = await postingOf(leader!)
      const last = server.publish(count)
      const newest = async () =>
        Math.max(...(await Promise.all(others.map(idsOf))).map((ids) => ids.at(-1)!))
      await until(async () => (await newest()) >= last, patience)
      times.push((await postingOf(leader!)) - before)
    }
    return times
  })

const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!

/** What it takes until another tab leads, what is lost meanwhile, and what it costs to tell the others. */
export async function tabs({ quick, log }: BenchContext): Promise<SuiteResult> {
  const { args, executablePath = '' } = chromiumOptions()
  const browser = await puppeteer.launch({
    ...grouped(executablePath),
    args,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  })
  const rounds = quick ? 1 : 3
  const events = quick ? 1000 : 10_000
  const rows: (string | number | null)[][] = []
  const goals: SuiteResult['goals'][number][] = []
  const faults: string[] = []
  const costs: (string | number)[][] = []
  try {
    // What the others lose is no fault, and takes ten seconds each time.
    for (const { name, page } of quick ? contestants.slice(0, 1) : contestants) {
      const script = await buildTabsPage(page)
      for (const { name: ending, goal, end } of endings) {
        log(`  ${name}, ${ending}`)
        const found: Takeover[] = []
        // One that does not take over is not waited for again.
        while (found.length < rounds && found.at(-1)?.took !== null)
          found.push(await takeover(browser, script, end))
        const times = found.flatMap(({ took }) => took ?? [])
        const took = times.length === rounds ? Math.round(median(times)) : null
        const missed = found.reduce((sum, each) => sum + each.missed, 0)
        const twice = found.reduce((sum, each) => sum + each.twice, 0)
        // A tab that is told nothing any more has missed all, and cannot count it.
        const lost = took === null ? [null, null] : [missed, twice]
        rows.push([`${name}, leader ${ending}`, took ?? `not in ${patience / 1000} s`, ...lost])
        if (name !== 'ours') continue
        goals.push({
          what: `Tabs: another one leads when the leader is ${ending}`,
          goal: `< ${goal} ms`,
          reached: took === null ? 'never' : `${took} ms`,
          met: took !== null && took < goal,
        })
        if (took === null || missed + twice > 0)
          faults.push(`a leader that is ${ending}: took ${took} ms, lost ${missed}, twice ${twice}`)
      }
      log(`  ${name}, posting`)
      const cost = Math.round(median(await posting(browser, script, events, rounds)))
      costs.push([name, cost])
      if (name === 'ours' && !quick)
        goals.push({
          what: 'Tabs: posting of 10,000 events to six others',
          goal: '<= 100 ms',
          reached: `${cost} ms`,
          met: cost <= 100,
        })
    }
  } finally {
    await browser.close()
  }
  return {
    title: 'One stream for all tabs',
    method:
      `Chromium, three tabs of one origin, 50 events a second; the first connects, and is ended. Medians of ${rounds} rounds (one, where no tab takes over), ` +
      'and the sums of what a tab that stays has missed or had twice. The peers elect a tab, so their pages are as ' +
      "their READMEs do it: an EventSource in the leader, each event sent to the others. TanStack's leader is `WebLocksLeader` of " +
      '@tanstack/offline-transactions, asked once by each tab as its own executor does.',
    tables: [
      {
        caption: 'Until another tab asks the server',
        columns: ['', 'ms', 'events missed', 'events twice'],
        rows,
      },
      {
        caption: `${events.toLocaleString('en')} events at once to six others: writing and posting of the messages in the leader`,
        columns: ['', 'ms'],
        rows: costs,
      },
    ],
    charts: [],
    goals,
    faults,
  }
}
