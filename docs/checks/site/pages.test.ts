import type { Page } from 'playwright'
import { beforeAll, expect, test } from 'vitest'
import { sumOf, takeMoves, watchMoves } from '../../../playground/e2e/layoutShift.ts'
import { faultsOf, loadAxe, paleTexts } from './axe.ts'
import { paths, problemsOf, startBrowser, timeout } from './browser.ts'

const { open } = startBrowser()

// One page visits all of the site, as readers do: to open one costs more than to look for faults.
const wide = { width: 1280, height: 900 }
let page: Page
beforeAll(async () => {
  page = await open({ viewport: wide })
  await watchMoves(page)
})

/**
 * What is the same on all pages is checked on three of them, with many languages. From the others it
 * is taken away: axe looks at all that is there, whatever it should leave out.
 */
const sameOnAll = 'pre.shiki code, .VPNav, .VPSidebar, .VPDocAside'
const whole = ['/guide/server', '/guide/auth', '/reference/useEventSource']

/** A hundredth of what Lighthouse calls good: less than a line of text that moves by its height. */
const still = 0.001

test.each(paths)(
  '%s has a title and one heading, moves nothing, loads nothing from other origins, and is accessible',
  { timeout },
  async (path) => {
    const problems = problemsOf(page)
    await page.goto(path)
    expect(await page.title()).toMatch(/\S/)
    expect(await page.locator('h1').count()).toBe(1)
    const { distance, what } = sumOf(await takeMoves(page))
    expect(distance, what).toBeLessThan(still)
    await page.addStyleTag({ content: '* { transition: none !important }' })
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth), 'on a phone').toBe(390)
    await page.setViewportSize(wide)
    await loadAxe(page)
    expect(await paleTexts(page), 'in the light').toEqual([])
    await page.evaluate(() => document.documentElement.classList.add('dark'))
    expect(await paleTexts(page), 'in the dark').toEqual([])
    if (!whole.includes(path))
      await page.locator(sameOnAll).evaluateAll((parts) => parts.forEach((part) => part.remove()))
    expect(await faultsOf(page)).toEqual([])
    expect(problems).toEqual([])
  },
)

test.each(['/', '/start', '/guide/devtools', '/reference/useEventSource', '/comparison'])(
  '%s moves nothing when its code comes after its first paint',
  { timeout },
  async (path) => {
    const late = await open()
    await watchMoves(late)
    await late.route('**/assets/app.*.js', async (route) => {
      await late.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))))
      await route.continue()
    })
    await late.goto(path)
    await late.waitForFunction(() => '__vue_app__' in document.querySelector('#app')!)
    // Demos have begun by then.
    await late.waitForLoadState('networkidle')
    const { distance, what } = sumOf(await takeMoves(late))
    expect(distance, what).toBeLessThan(still)
    await late.context().close()
  },
)
