import { expect, test } from 'vitest'
import {
  frameworks,
  scenesOf,
  show,
  untilReceived,
  untilServerSees,
  untilStatus,
} from './browser.ts'
import { startPlayground } from './playground.ts'

const playground = startPlayground()

/**
 * How many canvases have a pixel that is not empty, and as many pixels as the screen shows of them.
 * Runs in the page.
 */
function countDrawn(canvases: Element[]): number {
  return (canvases as HTMLCanvasElement[]).filter((canvas) => {
    const { width, height, clientWidth } = canvas
    const pixels = canvas.getContext('2d')!.getImageData(0, 0, width, height).data
    return width === Math.round(clientWidth * devicePixelRatio) && pixels.some((value) => value > 0)
  }).length
}

/** What the types of the DOM do not know yet. */
interface LayoutShift extends PerformanceEntry {
  readonly sources: readonly { readonly node: Node | null }[]
}

test('shows the same prices in both frameworks, with a line for each symbol', async () => {
  const { page, problems } = await playground.visit()
  await untilReceived(page, 100)
  for (const framework of frameworks) {
    const prices = page.locator(`[data-page=${framework}] .prices`)
    await expect.poll(() => prices.locator('.bid', { hasText: '–' }).count()).toBe(0)
    await expect.poll(() => prices.locator('canvas').evaluateAll(countDrawn)).toBe(8)
  }
  await untilServerSees(page, 'prices')
  expect(problems).toEqual([])
})

test('keeps only the connection of the scene that is shown', async () => {
  const { page, problems } = await playground.visit('prices')
  await untilServerSees(page, 'prices')
  await page.getByRole('link', { name: 'Log' }).click()
  await untilServerSees(page, 'log')
  await page.getByRole('link', { name: 'Flood' }).click()
  await untilServerSees(page, 'numbers')
  await page.getByRole('link', { name: 'Chat' }).click()
  await untilServerSees(page, '')
  await page.goBack()
  await untilServerSees(page, 'numbers')
  expect(problems).toEqual([])
})

test.each(['prices', 'log', 'book', 'tabs'])(
  'moves nothing on the page while %s stream in',
  async (scene) => {
    // The server still lists the tabs of other tests, which would leave the list one by one.
    if (scene === 'tabs') await playground.restart(async () => {})
    const { page } = await playground.visit(scene)
    await untilStatus(page, 'open')
    // What the first events fill has its place from here on.
    await page.locator('.prices canvas, .log li, .book tbody tr, .open-tabs li').first().waitFor()
    const moved = await page.evaluateHandle(() => {
      const moved: string[] = []
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          // A number that gets a digit more begins further left in its cell, and moves nothing
          // else.
          const elements = (entry as LayoutShift).sources
            .map(({ node }) => node)
            .filter((node) => node instanceof Element)
          moved.push(...elements.map((element) => element.outerHTML))
        }
      }).observe({ type: 'layout-shift' })
      return moved
    })
    const commits = page.locator('[data-page=react] [data-commits]')
    const before = Number(await commits.textContent())
    await expect.poll(async () => Number(await commits.textContent())).toBeGreaterThan(before + 12)
    expect(await moved.jsonValue()).toEqual([])
  },
)

test('fits into windows of 320 to 1024 pixels', async () => {
  const { page } = await playground.visit()
  for (const scene of await scenesOf(page)) {
    await show(page, scene)
    for (const width of [320, 390, 768, 1024]) {
      await page.setViewportSize({ width, height: 844 })
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(overflow, `${scene}, ${width} px`).toBeLessThanOrEqual(0)
    }
  }
})

test('remembers the theme that the reader has chosen', async () => {
  const { page } = await playground.visit()
  const choice = page.getByRole('combobox', { name: 'Theme' })
  expect(await choice.inputValue()).toBe('')
  await choice.selectOption('Dark')
  await page.reload()
  expect(await choice.inputValue()).toBe('dark')
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe(
    'dark',
  )
})
