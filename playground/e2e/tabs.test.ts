import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { quicken } from '../../packages/tabs/src/quicken.test.helper.ts'
import { frameworks, tallyOf, untilReceived, untilServerSees } from './browser.ts'
import { startPlayground } from './playground.ts'

const playground = startPlayground()

/** The connections of a tab, and of each other one that has any, as both frameworks show them. */
async function untilConnections(page: Page, counts: number[]): Promise<void> {
  for (const framework of frameworks) {
    const tabs = page.locator(`[data-page=${framework}] .open-tabs li`)
    await expect
      .poll(
        async () => {
          const shown = await tabs.evaluateAll((tabs) =>
            tabs.map((tab) => [
              tab.getAttribute('data-me') === 'true',
              Number(tab.getAttribute('data-connections')),
            ]),
          )
          return shown
            .filter(([isMe, connections]) => isMe || connections)
            .toSorted(([a], [b]) => Number(b) - Number(a))
            .map(([, connections]) => connections)
        },
        { timeout: 20_000 },
      )
      .toEqual(counts)
  }
}

/**
 * Makes a page hidden or visible. A headless browser shows all of its pages, so `visibilityState`
 * is replaced.
 */
async function turn(page: Page, visibility: DocumentVisibilityState): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value })
    document.dispatchEvent(new Event('visibilitychange'))
  }, visibility)
}

const choose = (page: Page, way: string) => page.getByRole('button', { name: way }).first().click()

test('tabs share one connection, and the next tab goes on when the one that connects leaves', async () => {
  const pages = await playground.tabs('tabs', 2)
  const [here, there] = pages as [Page, Page]
  await untilConnections(here, [1])
  await untilConnections(there, [0, 1])
  for (const page of pages) await untilReceived(page, 2)
  await untilServerSees(here, 'tabs')

  const { received } = await tallyOf(there, 'react')
  await here.getByRole('link', { name: 'Leave this page' }).first().click()
  await untilConnections(there, [1])
  await untilReceived(there, received + 4)
  for (const framework of frameworks) {
    expect(await tallyOf(there, framework)).toMatchObject({ missing: 0, disorder: 0 })
  }
})

/** Presses a button whose page may not answer. */
const press = (page: Page, name: string) =>
  page.evaluate((name) => {
    const buttons = [...document.querySelectorAll<HTMLElement>('.tab-links button')]
    setTimeout(() => buttons.find(({ textContent }) => textContent.trim() === name)!.click())
  }, name)

test('a tab that is frozen or closed is replaced, and misses nothing when it goes on', async () => {
  const [first] = (await playground.tabs('tabs', 1)) as [Page]
  await untilConnections(first, [1])
  await first.context().addInitScript(quicken)
  const [second] = await Promise.all([
    first.context().waitForEvent('page'),
    first.getByRole('link', { name: 'Open a tab' }).first().click(),
  ])
  await untilConnections(second, [0, 1])

  let thaw = () => {}
  const thawed = new Promise<void>((resolve) => (thaw = resolve))
  await first.route('**/api/tabs/pause', async (route) => {
    await thawed
    await route.fulfill({ status: 204 })
  })
  await press(first, 'Freeze for 45 s')
  // The server does not know that nothing reads the stream of the first one.
  await untilConnections(second, [1, 1])
  thaw()
  await untilConnections(second, [1])
  await untilConnections(first, [0, 1])
  for (const page of [first, second])
    for (const framework of frameworks)
      expect(await tallyOf(page, framework)).toMatchObject({ missing: 0, disorder: 0 })

  await press(second, 'Close this tab')
  await untilConnections(first, [1])
  expect(second.isClosed()).toBe(true)
})

test('hangs up while a tab is hidden, and misses nothing when it is shown again', async () => {
  const pages = await playground.tabs('tabs', 2)
  const [here, there] = pages as [Page, Page]
  for (const page of pages) await choose(page, 'Hang up while hidden')
  await untilConnections(here, [1, 1])
  const { received } = await tallyOf(there, 'react')
  await turn(there, 'hidden')
  await untilConnections(here, [1])

  await turn(there, 'visible')
  await untilConnections(here, [1, 1])
  await untilReceived(there, received + 4)
  for (const framework of frameworks) {
    expect(await tallyOf(there, framework)).toMatchObject({ missing: 0, disorder: 0 })
  }
})

test('stays connected while hidden where pauseWhenHidden is off', async () => {
  const { page } = await playground.visit('tabs')
  await choose(page, 'One each')
  await untilReceived(page, 2)
  await turn(page, 'hidden')
  const { received } = await tallyOf(page, 'react')
  await untilReceived(page, received + 4)
})
