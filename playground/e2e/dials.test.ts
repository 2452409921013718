import { afterAll, beforeAll, expect, test } from 'vitest'
import { frameworks } from './browser.ts'
import { openHmrPage } from './hmrPage.ts'
import { startHmrServer } from './hmrServer.ts'

let server: Awaited<ReturnType<typeof startHmrServer>>

beforeAll(async () => {
  server = await startHmrServer()
  // The first visit waits until Vite has bundled what is in node_modules.
  for (const framework of frameworks) await (await openHmrPage(server, framework)).close()
}, 120_000)

afterAll(async () => {
  await server?.close()
})

test.each(frameworks)(
  '%s: three hooks of one component dial once, in StrictMode too',
  async (framework) => {
    const { expectNothingLost } = await openHmrPage(server, framework)
    await expectNothingLost()
  },
)

test.each(frameworks)(
  '%s: a route that names the same URL takes the stream over without a gap',
  async (framework) => {
    const { page, go, untilMore, expectNothingLost } = await openHmrPage(server, framework)
    for (const route of ['second', 'store', 'first', 'second']) {
      await go(route)
      await page.locator('p', { hasText: route }).waitFor()
      await untilMore(5)
    }
    await expectNothingLost()
  },
)

test.each(frameworks)(
  '%s: a route without a stream does not hang up before the next one needs it',
  async (framework) => {
    const { page, untilMore, dials, close } = await openHmrPage(server, framework)
    // In the page itself: a click of the driver may come later than the linger is long.
    const wasGone = await page.evaluate(async () => {
      const [, second, , nowhere] = document.querySelectorAll('button')
      nowhere?.click()
      await new Promise((resolve) => setTimeout(resolve))
      const isGone = !document.querySelector('p')
      second?.click()
      return isGone
    })
    expect(wasGone).toBe(true)
    await page.locator('p', { hasText: 'second' }).waitFor()
    await untilMore(20)
    expect(dials()).toBe(1)
    await close()
  },
)
