import axe from 'axe-core'
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { scenesOf, show, withoutHurry } from './browser.ts'
import { startPlayground } from './playground.ts'

// axe takes longer than a failure lasts at the pace of other tests.
const playground = startPlayground({ pace: 1 })

async function showToast(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send me one' }).first().click()
  await page.locator('.toasts li').first().waitFor()
}

/** The faults that keep people from using a part of the page, as axe sees them. */
async function faultsOf(page: Page, part: string, options: axe.RunOptions = {}) {
  const { violations } = await page.evaluate(
    ([part, options]) => (window as unknown as { axe: typeof axe }).axe.run(part, options),
    [part, { resultTypes: ['violations'], ...options } satisfies axe.RunOptions] as const,
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    )
}

/** The smallest text that is read without effort, in pixels. */
const smallest = 12

/** What is written smaller than that. */
const tooSmall = (page: Page, part: string) =>
  page.locator(part).evaluateAll((parts, smallest) => {
    const textsIn = (part: Element) => {
      const type = XPathResult.ORDERED_NODE_SNAPSHOT_TYPE
      const texts = document.evaluate('.//text()[normalize-space()]', part, null, type)
      return Array.from({ length: texts.snapshotLength }, (_, index) => texts.snapshotItem(index)!)
    }
    return parts
      .flatMap(textsIn)
      .filter(({ parentElement }) => parentElement!.checkVisibility())
      .filter(
        (text) => parseFloat(getComputedStyle(text.parentElement!).fontSize) < smallest - 0.01,
      )
      .map(({ textContent }) => textContent)
  }, smallest)

/** Looks at a part of the page in both themes, which differ in nothing but their colours. */
async function expectNoFaults(page: Page, what: string, part: string): Promise<void> {
  // The colours of a part are those of the wide page.
  const hasColours = part === 'body' || page.viewportSize()!.width > 390
  await page.emulateMedia({ colorScheme: 'light' })
  const rules = { 'color-contrast': { enabled: hasColours } }
  expect(await faultsOf(page, part, { rules }), `${what} in the light`).toEqual([])
  if (hasColours) {
    await page.emulateMedia({ colorScheme: 'dark' })
    const inTheDark = await faultsOf(page, part, { runOnly: ['color-contrast'] })
    expect(inTheDark, `${what} in the dark`).toEqual([])
  }
  expect(await tooSmall(page, part), what).toEqual([])
}

test.each([1280, 390])(
  'has no serious fault in the light or in the dark at %i px',
  { timeout: 240_000 },
  async (width) => {
    const { page, problems } = await playground.visit('', { viewport: { width, height: 900 } })
    await page.evaluate(axe.source)
    await expectNoFaults(page, 'page', 'body')
    // What changes beside them is the same for all, and was looked at with the page.
    for (const scene of await scenesOf(page)) {
      await show(page, scene)
      // An empty list proves little about its items.
      if (scene === 'notifications') await showToast(page)
      await expectNoFaults(page, scene, '[data-page]')
    }
    for (const panel of ['Devtools', 'Wire', 'React source', 'Vue source', 'State machine']) {
      await page.getByRole('tab', { name: panel }).click()
      await page.getByRole('tabpanel', { name: panel }).waitFor()
      await expectNoFaults(page, panel, '[data-panels]')
    }
    await page.locator('[data-failure=silence]').click()
    await page.locator('[data-failure=silence][data-active]').waitFor()
    await expectNoFaults(page, 'failure', 'body')
    await page.locator('[data-failure=silence]').click()
    await page.locator('[data-failure=silence]:not([data-active])').waitFor()
    expect(withoutHurry(problems)).toEqual([])
  },
)

test('is used with the keyboard alone', async () => {
  const { page } = await playground.visit()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
  expect(new URL(page.url()).hash).toBe('')

  const tab = (name: string) => page.getByRole('tab', { name })
  await tab('State machine').focus()
  for (const [key, name] of [
    ['ArrowRight', 'Devtools'],
    ['ArrowRight', 'Wire'],
    ['End', 'Vue source'],
    ['ArrowRight', 'State machine'],
    ['ArrowLeft', 'Vue source'],
    ['Home', 'State machine'],
  ] as const) {
    await page.keyboard.press(key)
    await page.getByRole('tabpanel', { name }).waitFor()
    expect(await tab(name).evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await tab(name).getAttribute('aria-selected')).toBe('true')
  }
  expect(await page.locator('[role=tab][tabindex="0"]').count()).toBe(1)
})
