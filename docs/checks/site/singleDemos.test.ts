// What some demos do beside showing a stream, and when any of them begins and ends.
import { describe, expect, test } from 'vitest'
import { startBrowser, timeout } from './browser.ts'

const { visit, visitInBoth } = startBrowser()

describe('a demo', { timeout }, () => {
  test('lets the reader play the server of a fake transport', () =>
    visitInBoth('/reference/fakeTransport', async (page) => {
      const stage = page.locator('[data-demo] .demo-stage:not([inert])')
      const press = (name: string) => stage.getByRole('button', { name }).click()
      await press('open()')
      await press('event(')
      await stage.getByText('open, bid 101').waitFor()
      await press('open()')
      await stage.getByText("An open connection cannot send 'open'.").waitFor()
      await press('lose()')
      await stage.getByText('The server cannot be reached.').waitFor()
    }))

  test('shows what waits for a frame, and what is flushed', () =>
    visitInBoth('/reference/flushFrames', async (page) => {
      const stage = page.locator('[data-demo] .demo-stage:not([inert])')
      await stage.getByRole('button', { name: 'Send three, and flush' }).click()
      await stage.getByText('3 sent, 3 shown').waitFor()
      await stage.getByRole('button', { name: 'Send three', exact: true }).click()
      await stage.getByText(/6 sent, [345] shown/).waitFor()
    }))

  test('shares a stream between frames, of which one connects at a time', () =>
    visitInBoth('/reference/sharedTransport', async (page, framework) => {
      const demo = page.locator('[data-demo]')
      await demo.scrollIntoViewIfNeeded()
      const frames = demo.locator('.demo-stage:not([inert]) p')
      // With an event, because without one there is no ID to go on from.
      const open = frames.filter({ hasText: /, open: \d/ })
      const leading = open.filter({ hasText: 'connects' })
      const dials = demo.locator('.demo-wire .dial')
      await expect.poll(() => open.count(), { timeout, message: framework }).toBe(3)
      expect(await leading.count(), framework).toBe(1)
      expect(page.frames()).toHaveLength(4)

      await leading.getByRole('button', { name: 'Close' }).click()
      await dials.filter({ hasText: 'Last-Event-ID' }).waitFor()
      await expect.poll(() => leading.count(), { timeout, message: framework }).toBe(1)
      await demo.getByRole('button', { name: 'Open a frame' }).click()
      await expect.poll(() => open.count(), { timeout, message: framework }).toBe(3)
      expect(await leading.count(), framework).toBe(1)
      expect(page.frames()).toHaveLength(4)
      expect(await dials.count(), framework).toBe(2)
      expect(await demo.getAttribute('data-missing'), framework).toBe('0')
    }))

  test('disconnects when it is scrolled out of view', async () => {
    await visit('/reference/useEventSource', async ({ page }) => {
      const demo = page.locator('[data-demo]')
      await demo.locator('.demo-wire .event').first().waitFor()
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
      await demo.locator('.demo-wire .hangUp').waitFor()
      expect(await demo.locator('.demo-stage[inert]').innerText()).not.toBe('')
    })
  })

  test('shows a few events when a reader begins to scroll, before it is in view', async () => {
    await visit('/', async ({ page }) => {
      const demo = page.locator('[data-demo]')
      expect(await demo.evaluate((demo) => demo.getBoundingClientRect().top > innerHeight)).toBe(true)
      await page.waitForFunction(() => '__vue_app__' in document.querySelector('#app')!)
      await page.evaluate(() => window.scrollTo(0, 1))
      await demo.locator('.demo-wire .hangUp').waitFor()
      expect(await demo.locator('.demo-stage[inert]').innerText()).not.toBe('')
    })
  })
})
