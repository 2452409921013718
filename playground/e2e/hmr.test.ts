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

/**
 * More ticks than a reduced value is ever behind: one that misses as many was reduced from the
 * start.
 */
const many = 150

test.each(frameworks)(
  '%s: three hooks of one component dial once, in StrictMode too, and routes that name the same URL take the stream over without a gap',
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

test.each([
  [
    'react',
    'react/First.tsx',
    (text: string) =>
      `import { useState } from 'react'\n${text}`
        .replace('return (', "const [note] = useState('hooked')\n  return (")
        .replace('<output>', '{note} <output>'),
  ],
  [
    'vue',
    'vue/First.vue',
    (text: string) =>
      text
        .replace('</script>', "const note = 'hooked'\n</script>")
        .replace('<output>', '{{ note }} <output>'),
  ],
] as const)(
  '%s: an edit of markup keeps the stream and the reduced value, one of hooks reduces from the start on the same connection',
  async (framework, file, addHook) => {
    const opened = await openHmrPage(server, framework)
    const { page, untilMore, missingInTotal, expectNothingLost } = opened
    await untilMore(many)
    server.edit(file, (text) => text.replace('first:', 'edited:'))
    await page.getByText('edited').waitFor()
    expect(await missingInTotal()).toBeLessThan(many)
    server.edit(file, addHook)
    await page.getByText('hooked').waitFor()
    expect(await missingInTotal()).toBeGreaterThanOrEqual(many)
    await expectNothingLost()
  },
)

test.each(frameworks)(
  '%s: a store whose module is edited takes the connection over',
  async (framework) => {
    const { page, go, untilMore, expectNothingLost } = await openHmrPage(server, framework)
    await go('store')
    await untilMore(5)
    server.edit('ticks.ts', (text) => text.replace("label = '", `label = '${framework} edited `))
    await page.getByText(`${framework} edited`).waitFor()
    await expectNothingLost()
  },
)

test.each([
  ['react', 'react/Second.tsx'],
  ['vue', 'vue/Second.vue'],
] as const)(
  '%s: a tab that leads keeps its stream through StrictMode, another component and an edit',
  async (framework, file) => {
    const leader = await openHmrPage(server, framework, 'shared')
    const [follower] = await Promise.all([
      leader.page.waitForEvent('popup'),
      leader.page.evaluate(() => void window.open(location.href)),
    ])
    await follower.waitForFunction(() => window.received?.length >= 5)
    await leader.go('second')
    server.edit(file, (text) => text.replace('second', 'led'))
    await leader.page.getByText('led', { exact: true }).waitFor()
    const before = await follower.evaluate(() => window.received.length)
    await follower.waitForFunction((least) => window.received.length >= least, before + 20)
    const received = await follower.evaluate(() => window.received)
    expect(received).toEqual(received.map((_, index) => received[0]! + index))
    await follower.close()
    await leader.expectNothingLost()
  },
)
