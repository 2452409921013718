// A tab that is hidden for a while has its timers once a minute. No clock can be faked for that, so
// this takes minutes.
import type { Page } from 'puppeteer-core'
import { expect, test } from 'vitest'
import { startHidingBrowser } from '../e2e/hidingBrowser.ts'
import type { Stats } from '../src/shared/wire.ts'

const hiding = startHidingBrowser({ throttles: true })

/** What the server sees now: the page itself is disconnected from it while it is hidden. */
async function stats(): Promise<Stats> {
  const reader = (await fetch(new URL('/api/stats', hiding.url)))
    .body!.pipeThrough(new TextDecoderStream())
    .getReader()
  for (let text = ''; ; text += (await reader.read()).value) {
    const [, data] = /^data: (.+)\n\n/m.exec(text) ?? []
    if (!data) continue
    await reader.cancel()
    return JSON.parse(data)
  }
}

/** How often the page has dialled. */
const dialsOf = (page: Page) =>
  page.$eval('[data-field=dials]', ({ textContent }) => Number(textContent))

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

const fail = (name: string, active = true) =>
  fetch(new URL(`/api/failures/${name}`, hiding.url), {
    method: 'POST',
    body: JSON.stringify({ active }),
  })

/** A page with an open stream of prices, hidden until its timers come once a minute. */
async function openThrottled(): Promise<Page> {
  const page = await hiding.newPage()
  await page.goto(`${hiding.url}#prices`)
  await page.waitForSelector('.pill[data-status=open]')
  const front = await hiding.newPage()
  await front.bringToFront()
  expect(await page.evaluate(() => document.visibilityState)).toBe('hidden')
  await untilThrottled(page)
  return page
}

/** Shows the page again, and expects that it has every price. */
async function expectNothingMissing(page: Page): Promise<void> {
  await page.bringToFront()
  const [received = 0] = await tallies(page, 'received')
  await expect.poll(async () => (await tallies(page, 'received'))[0]).toBeGreaterThan(received)
  expect(await tallies(page, 'missing')).toEqual([0, 0])
  expect(await tallies(page, 'disorder')).toEqual([0, 0])
  await page.close()
}

// A late timer is given a minute more before its stream counts as dead.
const patience = { timeout: 240_000, interval: 1000 }

test('a tab whose timers come once a minute dials again after a drop, once, and misses nothing', async () => {
  const page = await openThrottled()
  const dials = await dialsOf(page)
  await fail('drop')
  await expect.poll(async () => (await stats()).open.prices, patience).toBe(1)
  expect(await dialsOf(page)).toBe(dials + 1)
  await expectNothingMissing(page)
})

test('a tab whose timers come once a minute notices that its stream died in silence', async () => {
  const page = await openThrottled()
  const dials = await dialsOf(page)
  const dialsInSilence = async () => {
    // It would end by itself before the timer of the page comes.
    await fail('silence')
    return dialsOf(page)
  }
  await expect.poll(dialsInSilence, patience).toBeGreaterThan(dials)
  await fail('silence', false)
  await expect.poll(async () => (await stats()).open.prices, patience).toBe(1)
  await expectNothingMissing(page)
})
