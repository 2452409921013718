import type { Browser } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
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

async function open(scene: string) {
  const visited = await visit(browser, `${server.url}#${scene}`)
  await untilStatus(visited.page, 'open')
  await untilReceived(visited.page, 10)
  return {
    ...visited,
    badDay: (name: string) => visited.page.locator(`[data-bad-day=${name}]`).click(),
    /** Waits for events after the bad day, and looks whether all of them came, once and in order. */
    async expectNothingLost() {
      await untilStatus(visited.page, 'open', 40_000)
      const { received } = await tallyOf(visited.page, 'react')
      await untilReceived(visited.page, received + 10)
      for (const framework of frameworks) {
        expect(await tallyOf(visited.page, framework)).toMatchObject({ missing: 0, disorder: 0 })
      }
      expect(visited.problems).toEqual([])
      await visited.page.close()
    },
  }
}

test.each(['prices', 'log'])('misses nothing of %s when the server is killed and started again', async (scene) => {
  const { page, expectNothingLost } = await open(scene)
  const before = Number(await page.locator('[data-field=lastEventId]').textContent())

  await server.kill()
  await untilStatus(page, 'reconnecting')
  server = await startServer(Number(new URL(server.url).port))

  await expectNothingLost()
  expect(before).toBeGreaterThan(0)
})

test('comes back by itself when every socket is dropped', async () => {
  const { page, badDay, expectNothingLost } = await open('prices')
  await badDay('drop')
  await untilHappened(page, 'prices reconnecting')
  await expectNothingLost()
})

test('waits as long as the server asks for when it answers 503', async () => {
  const { page, badDay, expectNothingLost } = await open('prices')
  await badDay('unavailable')
  await untilStatus(page, 'reconnecting')
  await untilHappened(page, '503')
  expect(await page.locator('[data-field=retry]').textContent()).toMatch(/^in \d+\.\d s$/)
  expect(Number(await page.locator('[data-field=failures]').textContent())).toBeGreaterThan(0)
  await page.locator('[data-bad-day=unavailable][data-active]').waitFor()
  const dials = await page.locator('[data-field=dials]').textContent()

  await untilStatus(page, 'open')
  // It was told when to come back, so it did not ask in between.
  expect(Number(await page.locator('[data-field=dials]').textContent())).toBe(Number(dials) + 1)
  await expectNothingLost()
})

test('notices a silent server and misses nothing of what it did not say', { timeout: 60_000 }, async () => {
  const { page, badDay, expectNothingLost } = await open('prices')
  await badDay('silence')
  await page.locator('[data-bad-day=silence][data-active]').waitFor()
  await untilHappened(page, 'prices reconnecting')
  await page.locator('[data-bad-day=silence]:not([data-active])').waitFor({ timeout: 40_000 })
  await expectNothingLost()
})

test('goes to the flood and receives all of it', async () => {
  const { page, badDay } = await open('prices')
  await badDay('flood')
  await page.waitForFunction(() => document.querySelectorAll('.cells li[data-received="10000"]').length === 40)
  expect(new URL(page.url()).hash).toBe('#flood')
  await untilServerSees(page, 'numbers')
  await page.close()
})

test('closes on request, and gets what it has missed when it connects again', async () => {
  const { page, expectNothingLost } = await open('prices')
  await page.getByRole('button', { name: 'Close' }).click()
  await untilStatus(page, 'closed')
  await untilServerSees(page, '')
  await page.getByRole('button', { name: 'Connect' }).click()
  await expectNothingLost()
})

test('leaves no server behind when the process that started it is gone', async () => {
  await server.abandon()
  await expect(fetch(server.url)).rejects.toThrow()
})
