// Tabs that share a stream. Playwright switches the back/forward cache off and shows every page, so
// another driver opens these.
import puppeteer, { type Browser, type BrowserContext, type Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { chromiumOptions } from '../../scripts/engines/chromium.js'
import { startTabsServer } from './tabsServer.ts'

let server: Awaited<ReturnType<typeof startTabsServer>>
let browser: Browser
let context: BrowserContext

beforeAll(async () => {
  const { args, executablePath = '' } = chromiumOptions()
  browser = await puppeteer.launch({
    executablePath,
    args,
    ignoreDefaultArgs: [
      '--disable-back-forward-cache',
      '--disable-backgrounding-occluded-windows',
      '--disable-renderer-backgrounding',
    ],
  })
})
afterAll(() => browser?.close())

// A server of its own is an origin of its own, whose locks no tab of another test holds.
beforeEach(async () => {
  server = await startTabsServer()
  context = await browser.createBrowserContext()
})
afterEach(async () => {
  await context.close()
  server.close()
})

interface Seen {
  ids: number[]
  gaps: string[]
  statuses: string[]
  leads: boolean
  failure: { status?: number; retryAt: number | null; willRetry: boolean } | null
}

const seenBy = (page: Page) => page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen)

/** Opens tabs one after another, each when it shows the stream. */
async function openTabs(count: number, query = '', within = context): Promise<Page[]> {
  const pages: Page[] = []
  for (let n = 0; n < count; n++) {
    const page = await within.newPage()
    await page.goto(`${server.url}?${query}`)
    await untilMore(page, 0)
    pages.push(page)
  }
  return pages
}

/** Waits until a tab has shown more of the stream than so many events. */
async function untilMore(page: Page, count?: number) {
  const least = count ?? (await seenBy(page)).ids.length + 2
  await expect.poll(async () => (await seenBy(page)).ids.length).toBeGreaterThan(least)
}

/** Fails unless a tab has every event once and in order, from its first on, and was told of no gap. */
async function expectNothingLost(page: Page) {
  const { ids, gaps } = await seenBy(page)
  expect(gaps.filter((id) => id === '')).toEqual([])
  expect(ids).toEqual(ids.map((_, index) => ids[0]! + index))
}

const open = () => server.dials.filter(({ isOpen }) => isOpen)

async function expectOneStream(pages: readonly Page[]) {
  for (const page of pages) await untilMore(page)
  for (const page of pages) await expectNothingLost(page)
  expect(open()).toHaveLength(1)
}

test('seven tabs have one stream, and an API call in the seventh is answered', async () => {
  const pages = await openTabs(7)
  await expectOneStream(pages)
  expect(server.dials).toHaveLength(1)
  const answer = await pages[6]!.evaluate(async () => (await fetch('/api')).text())
  expect(answer).toBe('answered')
})

test('two URLs have two leaders, and each tab dials what its own page asked for', async () => {
  const [one] = await openTabs(2, 'stream=one')
  const [two] = await openTabs(2, 'stream=two')
  expect(server.dials.map(({ stream }) => stream)).toEqual(['one', 'two'])
  expect([(await seenBy(one!)).leads, (await seenBy(two!)).leads]).toEqual([true, true])
})

test.each(['closed', 'crashed'])('a leader that is %s is replaced without a gap', async (how) => {
  const [leader, ...others] = await openTabs(3)
  if (how === 'closed') await leader!.close()
  else {
    const devtools = await leader!.createCDPSession()
    void devtools.send('Page.crash').catch(() => {})
  }
  await expect.poll(() => server.dials.length).toBe(2)
  await expectOneStream(others)
  expect(Number(server.dials[1]!.lastEventId)).toBeGreaterThan(0)
})

test('a leader that navigates away is replaced, and comes back from the cache as a follower', async () => {
  const [leader, ...others] = await openTabs(3)
  await leader!.evaluate(() => Object.assign(globalThis, { isKept: true }))
  await leader!.goto('about:blank')
  await expect.poll(() => server.dials.length).toBe(2)
  await expectOneStream(others)
  // It waits for a load that a cached page does not have.
  void leader!.goBack().catch(() => {})
  await expect
    .poll(() => leader!.evaluate(() => 'isKept' in globalThis).catch(() => false))
    .toBe(true)
  await expectOneStream([leader!, ...others])
  expect((await seenBy(leader!)).leads).toBe(false)
  expect(server.dials).toHaveLength(2)
})

test('a follower in the page cache is not evicted by traffic', async () => {
  const [leader, follower] = await openTabs(2)
  await follower!.evaluate(() => Object.assign(globalThis, { isKept: true }))
  await follower!.goto('about:blank')
  await untilMore(leader!)
  void follower!.goBack().catch(() => {})
  await expect
    .poll(() => follower!.evaluate(() => 'isKept' in globalThis).catch(() => false))
    .toBe(true)
  await expectOneStream([leader!, follower!])
  expect(server.dials).toHaveLength(1)
})

/** Freezes a tab, does something meanwhile, and thaws it. */
async function whileFrozen(page: Page, front: Page, meanwhile: () => Promise<void>) {
  await front.bringToFront()
  const devtools = await page.createCDPSession()
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' })
  await meanwhile()
  await devtools.send('Page.setWebLifecycleState', { state: 'active' })
  await page.bringToFront()
}

test('a leader that is frozen is replaced, and follows when it is thawed', async () => {
  const [leader, ...others] = await openTabs(3)
  await whileFrozen(leader!, others[0]!, async () => {
    await expect.poll(() => server.dials.length).toBe(2)
    await untilMore(others[0]!)
  })
  await expectOneStream([leader!, ...others])
  expect((await seenBy(leader!)).leads).toBe(false)
  expect(server.dials).toHaveLength(2)
})

test('a follower that is frozen for 10,000 events reports one gap', async () => {
  const [leader, follower] = await openTabs(2)
  await whileFrozen(follower!, leader!, async () => {
    server.publish(10_000)
    await untilMore(leader!, 10_000)
  })
  await untilMore(follower!)
  const { ids, gaps } = await seenBy(follower!)
  expect(gaps).toHaveLength(1)
  expect(ids.filter((id, index) => index > 0 && id !== ids[index - 1]! + 1)).toHaveLength(1)
  await expectNothingLost(leader!)
  expect(server.dials).toHaveLength(1)
})

test('a leader that stands in a debugger is replaced, and what it says after that is ignored', async () => {
  const [leader, ...others] = await openTabs(3)
  const devtools = await leader!.createCDPSession()
  await devtools.send('Debugger.enable')
  await devtools.send('Debugger.pause')
  await expect.poll(() => server.dials.length, { timeout: 40_000 }).toBe(2)
  for (const other of others) await untilMore(other)
  await devtools.send('Debugger.resume')
  await devtools.send('Debugger.disable')
  await expectOneStream([leader!, ...others])
})

test('a late follower shows the status, the failure and the newest event', async () => {
  const [leader] = await openTabs(1)
  server.refuse({ status: 503, headers: { 'retry-after': '30' } })
  server.drop()
  await expect.poll(async () => (await seenBy(leader!)).failure?.status).toBe(503)
  const late = await context.newPage()
  await late.goto(server.url)
  await expect.poll(async () => (await seenBy(late)).failure?.status).toBe(503)
  const [first, second] = [await seenBy(leader!), await seenBy(late)]
  expect(second.failure).toMatchObject({ willRetry: true, retryAt: first.failure!.retryAt })
  expect(second.ids).toEqual([first.ids.at(-1)])
})

test('connect() in a follower reaches the leader', async () => {
  const [leader, follower] = await openTabs(2)
  server.refuse({ status: 503, headers: { 'retry-after': '60' } })
  server.drop()
  await expect.poll(async () => (await seenBy(follower!)).failure?.status).toBe(503)
  server.refuse(null)
  await follower!.evaluate(() =>
    (globalThis as unknown as { source: { connect(): void } }).source.connect(),
  )
  await expectOneStream([leader!, follower!])
})

test('close() in a follower leaves the others alone, and the last to leave leaves no request', async () => {
  const pages = await openTabs(3)
  const close = (page: Page) =>
    page.evaluate(() => (globalThis as unknown as { source: { close(): void } }).source.close())
  await close(pages[2]!)
  await expectOneStream(pages.slice(0, 2))
  expect(server.dials).toHaveLength(1)
  await close(pages[0]!)
  await expect.poll(() => server.dials.length).toBe(2)
  await expectOneStream([pages[1]!])
  await close(pages[1]!)
  await expect.poll(() => open().length).toBe(0)
})

test('another user, another name and another profile are other streams', async () => {
  await openTabs(1, 'user=ann')
  await openTabs(1, 'user=bob')
  await openTabs(1, 'user=ann&name=next')
  const other = await browser.createBrowserContext()
  await openTabs(1, 'user=ann', other)
  expect(open()).toHaveLength(4)
  await other.close()
})
