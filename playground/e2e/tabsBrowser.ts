// Tabs that share a stream. Playwright switches the back/forward cache off and shows every page, so
// another driver opens these.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import puppeteer, { type Browser, type BrowserContext, type Frame, type Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { chromiumOptions } from '../../scripts/engines/chromium.js'
import { startTabsServer } from './tabsServer.ts'

/** What the page of `fixtures/tabs` has seen, and what a test may do in it. */
interface Tab {
  readonly seen: {
    readonly ids: readonly number[]
    readonly alarms: readonly string[]
    readonly gaps: readonly string[]
    readonly statuses: readonly string[]
    readonly leads: boolean
    readonly commits: number
    readonly saves: number
    readonly warnings: readonly string[]
    readonly failure: { status?: number; retryAt: number | null; willRetry: boolean } | null
  }
  readonly source: { connect(): void; close(): void }
  burst(count: number): void
}

export const seenBy = (page: Page | Frame) =>
  page.evaluate(() => (globalThis as unknown as Pick<Tab, 'seen'>).seen)

/** Calls a function in a tab. */
export const inTab = <Result>(page: Page | Frame, call: (tab: Tab) => Result) =>
  page.evaluate(`(${call})(globalThis)`) as Promise<Result>

/** Waits until a tab has shown more of the stream than so many events. */
export async function untilMore(page: Page | Frame, count?: number) {
  const least = count ?? (await seenBy(page)).ids.length + 2
  await expect.poll(async () => (await seenBy(page)).ids.length).toBeGreaterThan(least)
}

/** Fails unless a tab has every event once and in order, from its first on, and was told of no gap. */
export async function expectNothingLost(page: Page | Frame) {
  const { ids, gaps } = await seenBy(page)
  expect(gaps.filter((id) => id === '')).toEqual([])
  expect(ids).toEqual(ids.map((_, index) => ids[0]! + index))
}

/** A name of the server for which plain http is no secure context, as on every other machine. */
export const insecureHost = 'insecure.test'

/**
 * Makes a profile that lets frames of other sites have storage, which some systems forbid. It is in
 * a partition of its own.
 */
async function createProfile() {
  const folder = await mkdtemp(join(tmpdir(), 'tabs-'))
  await mkdir(join(folder, 'Default'))
  const preferences = { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } }
  await writeFile(join(folder, 'Default/Preferences'), JSON.stringify(preferences))
  return folder
}

/**
 * Starts a browser for all tests of a file, and for each of them a server: an origin of its own,
 * whose locks no tab of another test holds.
 *
 * @param options.throttles Slow the timers of hidden tabs down, as browsers do.
 */
export function startTabsBrowser({ throttles = false } = {}) {
  let browser: Browser
  let profile: string
  let server: Awaited<ReturnType<typeof startTabsServer>>
  let context: BrowserContext

  beforeAll(async () => {
    const { args, executablePath = '' } = chromiumOptions()
    const ignoreDefaultArgs = [
      '--disable-back-forward-cache',
      '--disable-backgrounding-occluded-windows',
      '--disable-renderer-backgrounding',
      ...(throttles ? ['--disable-background-timer-throttling'] : []),
    ]
    profile = await createProfile()
    browser = await puppeteer.launch({
      executablePath,
      args: [
        // A frame that moves to a process of its own while the driver looks for it may never answer.
        '--disable-site-isolation-trials',
        ...args.map((arg) =>
          arg.replace('ThirdPartyStoragePartitioning', 'IsolateSandboxedIframes'),
        ),
        `--host-resolver-rules=MAP ${insecureHost} 127.0.0.1`,
      ],
      userDataDir: profile,
      ignoreDefaultArgs,
    })
  })
  afterAll(async () => {
    await browser?.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  })

  beforeEach(async () => {
    server = await startTabsServer()
    context = await browser.createBrowserContext()
  })
  afterEach(async () => {
    await context.close()
    server.close()
  })

  return {
    get server() {
      return server
    },
    get browser() {
      return browser
    },
    newPage: () => context.newPage(),
    /** Opens tabs one after another, each when it shows the stream. */
    async openTabs(count: number, query = '', within = context): Promise<Page[]> {
      const pages: Page[] = []
      for (let n = 0; n < count; n++) {
        const page = await within.newPage()
        await page.goto(`${server.url}?${query}`)
        await untilMore(page, 0)
        pages.push(page)
      }
      return pages
    },
    /** Fails unless all tabs go on without a loss, by one stream. */
    async expectOneStream(pages: readonly Page[]) {
      for (const page of pages) await untilMore(page)
      for (const page of pages) await expectNothingLost(page)
      expect(server.open()).toHaveLength(1)
    },
  }
}
