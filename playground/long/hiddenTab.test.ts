// A tab that is hidden for a while has its timers once a minute. No clock can be faked for that,
// and Playwright shows every page that it opens, so this takes minutes and another driver.
import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chromiumOptions } from '../../scripts/engines/chromium.js'
import { startServer, type RunningServer } from '../e2e/startServer.ts'
import type { Stats } from '../src/shared/wire.ts'

let server: RunningServer
let browser: Browser

beforeAll(async () => {
  const { args, executablePath = '' } = chromiumOptions()
  server = await startServer()
  browser = await puppeteer.launch({
    executablePath,
    // Chromium waits five minutes until it throttles a hidden tab to one timer a minute.
    args: [...args, '--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/10'],
    ignoreDefaultArgs: [
      '--disable-background-timer-throttling',
      '--disable-backgrounding-occluded-windows',
      '--disable-renderer-backgrounding',
    ],
  })
})

afterAll(async () => {
  await browser?.close()
  await server?.kill()
})

/** What the server sees now: the page itself is disconnected from it while it is hidden. */
async function stats(): Promise<Stats> {
  const reader = (await fetch(new URL('/api/stats', server.url)))
    .body!.pipeThrough(new TextDecoderStream())
    .getReader()
  for (let text = ''; ; text += (await reader.read()).value) {
    const [, data] = /^data: (.+)\n\n/m.exec(text) ?? []
    if (!data) continue
    await reader.cancel()
    return JSON.parse(data)
  }
}

/** Waits until a timer of a tenth of a second comes half a minute late. */
const untilThrottled = (page: Page) =>
  page.evaluate(async () => {
    for (let late = 0; late < 30_000;) {
      const before = performance.now()
      await new Promise((resolve) => setTimeout(resolve, 100))
      late = performance.now() - before
    }
  })

/** What React and Vue have counted. */
const tallies = (page: Page, name: string) =>
  page.$$eval(
    '.tally',
    (tallies, name) => tallies.map((tally) => Number(tally.getAttribute(`data-${name}`))),
    name,
  )

test('a tab whose timers come once a minute dials again after a drop, once, and misses nothing', async () => {
  const page = await browser.newPage()
  await page.goto(`${server.url}#prices`)
  await page.waitForSelector('.pill[data-status=open]')
  const front = await browser.newPage()
  await front.bringToFront()
  expect(await page.evaluate(() => document.visibilityState)).toBe('hidden')
  await untilThrottled(page)

  const { dials } = await stats()
  await fetch(new URL('/api/failures/drop', server.url), { method: 'POST' })
  await expect
    .poll(async () => (await stats()).open.prices, { timeout: 180_000, interval: 1000 })
    .toBe(1)
  expect((await stats()).dials).toBe(dials + 1)

  await page.bringToFront()
  const [received = 0] = await tallies(page, 'received')
  await expect.poll(async () => (await tallies(page, 'received'))[0]).toBeGreaterThan(received)
  expect(await tallies(page, 'missing')).toEqual([0, 0])
  expect(await tallies(page, 'disorder')).toEqual([0, 0])
})
