import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type axe from 'axe-core'
import type { Page } from 'playwright'
import { beforeAll, expect, test } from 'vitest'
import { sumOf, takeMoves, watchMoves } from '../../../playground/e2e/layoutShift.ts'
import { paths, problemsOf, startBrowser, timeout } from './browser.ts'

const { open } = startBrowser()

// One page visits all of the site, as readers do: to open one costs more than to look for faults.
let page: Page
beforeAll(async () => {
  page = await open()
  await watchMoves(page)
})

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * The colours of code and what surrounds a page are the same on all pages, so they are checked on
 * three pages with many languages.
 */
const colourful = ['/guide/server', '/guide/auth', '/reference/useEventSource']
const sameOnAll = ['pre.shiki code', '.VPNav', '.VPSidebar', '.VPDocAside']

/** Returns the serious and critical faults that axe finds. */
async function faultsOf(path: string, options: axe.RunOptions = {}) {
  const exclude = colourful.includes(path) ? [] : sameOnAll
  return page.evaluate(
    async ([exclude, options]) => {
      const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(
        { exclude },
        { resultTypes: ['violations'], ...options },
      )
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
    },
    [exclude, options] as const,
  )
}

/** A hundredth of what Lighthouse calls good: less than a line of text that moves by its height. */
const still = 0.001

test.each(paths)(
  '%s has a title and one heading, moves nothing, loads nothing from other origins, and is accessible',
  { timeout },
  async (path) => {
    const problems = problemsOf(page)
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.goto(path)
    expect(await page.title()).toMatch(/\S/)
    expect(await page.locator('h1').count()).toBe(1)
    const { distance, what } = sumOf(await takeMoves(page))
    expect(distance, what).toBeLessThan(still)
    await page.addStyleTag({ content: '* { transition: none !important }' })
    await page.evaluate(axeSource)
    expect(await faultsOf(path), 'in the light').toEqual([])
    await page.evaluate(() => document.documentElement.classList.add('dark'))
    expect(await faultsOf(path, { runOnly: ['color-contrast'] }), 'in the dark').toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth), 'on a phone').toBe(390)
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
