import { chromium, type Browser, type Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from 'vitest'
import { chromiumOptions } from '../../scripts/browser.js'
import { badDayDurations, badDayNames, type BadDayName } from '../src/shared/badDays.ts'
import {
  buildPages,
  frameworks,
  launch,
  tallyOf,
  untilHappened,
  untilReceived,
  untilServerSees,
  untilStatus,
  visit,
} from './browser.ts'
import { startServer, type RunningServer } from './startServer.ts'

let server: RunningServer
let browser: Browser

beforeAll(async () => {
  await buildPages()
  browser = await launch()
})

beforeEach(async () => {
  server = await startServer()
})

afterEach(() => server?.kill())

afterAll(() => browser?.close())

interface Story {
  /** What the page writes down. */
  readonly happens: string
  /** Whether the store gives up, so that somebody has to connect again. */
  readonly closes?: true
  /** How often the page dials until it is well again, where that is not up to chance. */
  readonly dials?: number
}

const stories: Readonly<Record<BadDayName, Story>> = {
  drop: { happens: 'The connection broke', dials: 1 },
  half: { happens: 'The connection broke', dials: 1 },
  silence: { happens: 'The server fell silent', dials: 1 },
  slowHeaders: { happens: 'The server fell silent', dials: 2 },
  unauthorized: { happens: 'The server answered 401', dials: 2 },
  limited: { happens: 'The server answered 429', dials: 2 },
  badGateway: { happens: 'The server answered 502', dials: 2 },
  unavailable: { happens: 'The server answered 503', dials: 2 },
  wrongType: { happens: 'text/html', closes: true, dials: 2 },
  offline: { happens: 'The connection broke' },
}

/** Those that the page waits out, because the server has said how long. The others are ended by hand. */
const waitedOut: readonly BadDayName[] = ['limited', 'unavailable']

const badDay = (page: Page, name: string) => page.locator(`[data-bad-day=${name}]`)

const dialsOf = async (page: Page) => Number(await page.locator('[data-field=dials]').textContent())

async function expectNothingMissing(page: Page): Promise<void> {
  const { received } = await tallyOf(page, 'react')
  await untilReceived(page, received + 10)
  for (const framework of frameworks) expect(await tallyOf(page, framework)).toMatchObject({ missing: 0, disorder: 0 })
}

const dayCases = ['prices', 'log'].flatMap((scene) => badDayNames.map((name) => ({ scene, name })))

test.each(dayCases)('survives $name in the scene $scene with every event', { timeout: 60_000 }, async (dayCase) => {
  const { scene, name } = dayCase
  const { happens, closes, dials } = stories[name]
  const { page, problems } = await visit(browser, `${server.url}#${scene}`)
  await untilStatus(page, 'open')
  await untilReceived(page, 10)
  await untilServerSees(page, scene)
  const before = await dialsOf(page)

  await badDay(page, name).click()
  await untilHappened(page, happens)
  if (badDayDurations[name] > 0) {
    await badDay(page, name).and(page.locator('[data-active][aria-pressed=true]')).waitFor()
    if (!waitedOut.includes(name)) await badDay(page, name).click()
    await badDay(page, name).and(page.locator(':not([data-active])[aria-pressed=false]')).waitFor()
  }
  if (closes) {
    await untilStatus(page, 'closed')
    await page.getByRole('button', { name: 'Connect' }).click()
  }

  await untilStatus(page, 'open', 40_000)
  await expectNothingMissing(page)
  if (dials) await expect.poll(() => dialsOf(page)).toBe(before + dials)
  expect(problems).toEqual([])
  await page.close()
})

test.each(badDayNames.filter((name) => badDayDurations[name] > 0))('ends %s by itself', async (name) => {
  const { page } = await visit(browser, `${server.url}#chat`)
  await badDay(page, name).click()
  await badDay(page, name).and(page.locator('[data-active]')).waitFor()
  expect(await badDay(page, name).locator('small').textContent()).toMatch(/^\d+ s$/)
  await badDay(page, name)
    .and(page.locator(':not([data-active])'))
    .waitFor({ timeout: badDayDurations[name] + 5000 })
  await page.close()
})

test('shows a bad day to everybody who looks at the server', async () => {
  const { page: mine } = await visit(browser, server.url)
  const { page: yours } = await visit(browser, server.url)
  await badDay(mine, 'silence').click()
  await badDay(yours, 'silence').and(yours.locator('[data-active]')).waitFor()
  await badDay(yours, 'silence').click()
  await badDay(mine, 'silence').and(mine.locator(':not([data-active])')).waitFor()
  await Promise.all([mine.close(), yours.close()])
})

test('ends a stream without a token at a 401, and connects it again on request', async () => {
  const { page, problems } = await visit(browser, `${server.url}#flood`)
  await untilStatus(page, 'open')
  await badDay(page, 'unauthorized').click()
  await untilHappened(page, 'The server answered 401')
  await untilStatus(page, 'closed')
  await badDay(page, 'unauthorized').click()
  await badDay(page, 'unauthorized').and(page.locator(':not([data-active])')).waitFor()
  await page.getByRole('button', { name: 'Connect' }).click()
  await untilStatus(page, 'open')
  await untilServerSees(page, 'numbers')
  expect(problems).toEqual([])
  await page.close()
})

test('dials nothing while the page is offline, and at once when it is back', async () => {
  // A server on this machine needs no network, and is dialled all the same. So it gets another name.
  const url = `http://playground.test:${new URL(server.url).port}/`
  const rules = [
    '--host-resolver-rules=MAP playground.test 127.0.0.1',
    `--unsafely-treat-insecure-origin-as-secure=${url}`,
  ]
  const options = chromiumOptions()
  const elsewhere = await chromium.launch({ ...options, args: [...options.args, ...rules] })
  try {
    const { page, problems } = await visit(elsewhere, 'about:blank')
    // The machine that runs the test may itself be offline.
    await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'onLine', { value: true }))
    await page.goto(url)
    await untilStatus(page, 'open')
    await untilReceived(page, 10)
    const before = await dialsOf(page)

    await badDay(page, 'offline').click()
    await page.locator('#panel-machine[data-phase=offline]').waitFor()
    await badDay(page, 'offline').and(page.locator(':not([data-active])')).waitFor({ timeout: 15_000 })
    await untilStatus(page, 'open')
    await expectNothingMissing(page)

    // One that failed, or none, and the one that succeeded.
    expect(await dialsOf(page)).toBeLessThanOrEqual(before + 2)
    expect(problems).toEqual([])
  } finally {
    await elsewhere.close()
  }
})
