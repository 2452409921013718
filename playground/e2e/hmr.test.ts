import { afterAll, beforeAll, expect, test } from 'vitest'
import { frameworks, type Framework } from './browser.ts'
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

/**
 * Edits a file of an open page, and waits for what the edit shows. No test undoes it, so each shows
 * something else.
 */
async function openAndEdit(
  framework: Framework,
  file: string,
  shows: string,
  change: (text: string) => string,
) {
  const opened = await openHmrPage(server, framework)
  await opened.untilMore(many)
  server.edit(file, change)
  await opened.page.getByText(shows).waitFor()
  return opened
}

test.each([
  ['react', 'react/First.tsx'],
  ['vue', 'vue/First.vue'],
] as const)(
  '%s: a component whose markup is edited keeps its stream and its reduced value',
  async (framework, file) => {
    const opened = await openAndEdit(framework, file, 'edited', (text) =>
      text.replace('first:', 'edited:'),
    )
    expect(await opened.missingInTotal()).toBeLessThan(many)
    await opened.expectNothingLost()
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
  '%s: a component whose hooks are edited reduces from the start, on the same connection',
  async (framework, file, change) => {
    const opened = await openAndEdit(framework, file, 'hooked', change)
    expect(await opened.missingInTotal()).toBeGreaterThanOrEqual(many)
    await opened.expectNothingLost()
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
    await leader.expectNothingLost()
  },
)
