import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type axe from 'axe-core'
import { chromium } from 'playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumOptions } from '../../../scripts/engines/chromium.js'
import { pages } from '../../scripts/pages.ts'
import { startSite } from './site.ts'
import type { Site } from './site.ts'

const paths = pages()
  .filter(({ path }) => !path.startsWith('parts/'))
  .map(({ path }) => `/${path.replace(/(index)?\.md$/, '')}`)
const demos = pages().flatMap(({ path, text }) =>
  [...text.matchAll(/^<!-- demo: (\w+) -->$/gm)].map(([, name]) => ({
    name,
    path: `/${path.replace(/(index)?\.md$/, '')}`,
  })),
)
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Much longer than any of it takes, for machines that are busy. */
const timeout = 120_000

let site: Site
let browser: Browser

beforeAll(async () => {
  site = await startSite()
  browser = await chromium.launch(chromiumOptions())
}, 2 * timeout)

afterAll(async () => {
  await browser?.close()
  site?.close()
})

interface Visit {
  readonly page: Page
  /** Errors and warnings of the page, and its requests to other origins. */
  readonly problems: readonly string[]
}

/** Opens a page in a fresh browser context, and closes it afterwards. */
async function visit(
  path: string,
  check: (visit: Visit) => Promise<void>,
  options: BrowserContextOptions & { framework?: string } = {},
) {
  const { framework, ...rest } = options
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', ...rest })
  if (framework) await context.addInitScript((name) => localStorage.setItem('framework', name), framework)
  context.setDefaultTimeout(timeout)
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(String(error)))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text())
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(site.origin) && /^https?:/.test(request.url())) problems.push(request.url())
  })
  try {
    await page.goto(site.origin + path)
    await check({ page, problems })
  } finally {
    await context.close()
  }
}

/**
 * The colours of code are the same on all pages, so they are checked on three pages with many
 * languages.
 */
const colourful = ['/guide/server', '/guide/auth', '/reference/useEventSource']

/** Returns the serious and critical faults that axe finds. */
async function faultsOf(page: Page, path: string, options: axe.RunOptions = {}) {
  const exclude = colourful.includes(path) ? [] : ['pre.shiki code']
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

describe('every page', { timeout }, () => {
  test.concurrent.for(paths)(
    '%s has a title and one heading, loads nothing from other origins, and is accessible',
    async (path, { expect }) => {
      await visit(path, async ({ page, problems }) => {
        expect(await page.title()).toMatch(/\S/)
        expect(await page.locator('h1').count()).toBe(1)
        await page.addStyleTag({ content: '* { transition: none !important }' })
        await page.evaluate(axeSource)
        expect(await faultsOf(page, path), 'in the light').toEqual([])
        await page.evaluate(() => document.documentElement.classList.add('dark'))
        expect(await faultsOf(page, path, { runOnly: ['color-contrast'] }), 'in the dark').toEqual([])
        await page.setViewportSize({ width: 390, height: 844 })
        expect(await page.evaluate(() => document.documentElement.scrollWidth), 'on a phone').toBe(390)
        expect(problems).toEqual([])
      })
    },
  )
})

describe('every demo', { timeout }, () => {
  const runs = demos.flatMap((demo) => ['react', 'vue'].map((framework) => ({ ...demo, framework })))

  test.concurrent.for(runs)(
    '$name on $path, in $framework, reconnects after a loss with nothing missing',
    async ({ name, path, framework }, { expect }) => {
      await visit(
        path,
        async ({ page, problems }) => {
          const demo = page.locator(`[data-demo=${name}]`)
          const received = async () => Number(await demo.getAttribute('data-received'))
          await demo.scrollIntoViewIfNeeded()
          await expect.poll(received, { timeout }).toBeGreaterThan(2)

          const before = await received()
          const shown = await demo.locator('.demo-stage').innerHTML()
          await demo.getByText('Break the connection').click()
          await demo.locator('.demo-wire .lost').waitFor()
          await demo.locator('.demo-wire .dial', { hasText: 'Last-Event-ID' }).waitFor()
          await expect.poll(received, { timeout }).toBeGreaterThan(before)
          expect(await demo.getAttribute('data-missing')).toBe('0')
          await expect.poll(() => demo.locator('.demo-stage').innerHTML(), { timeout }).not.toBe(shown)
          expect(problems).toEqual([])
        },
        { framework },
      )
    },
  )

  test('disconnects when it is scrolled out of view', async () => {
    await visit('/reference/useEventSource', async ({ page }) => {
      const demo = page.locator('[data-demo]')
      await demo.locator('.demo-wire .event').first().waitFor()
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
      await demo.locator('.demo-wire .hangUp').waitFor()
      expect(await demo.locator('.demo-stage').innerHTML()).toBe('')
    })
  })
})

describe('React or Vue', { timeout }, () => {
  const code = (page: Page, framework: string) => page.locator(`.vp-code-group [data-framework=${framework}]`).first()

  test('is chosen once, for every page and every block', async () => {
    await visit('/which-hook', async ({ page }) => {
      expect(await code(page, 'react').isVisible()).toBe(true)
      await page.locator('.frameworks label', { hasText: 'Vue' }).first().click()
      expect(await code(page, 'react').isVisible()).toBe(false)
      expect(await code(page, 'vue').isVisible()).toBe(true)

      // Before any script of the site has run.
      await page.route('**/*.js', (route) => route.abort())
      await page.goto(`${site.origin}/reference/useSnapshot`)
      expect(await code(page, 'vue').isVisible()).toBe(true)
      expect(await code(page, 'react').isVisible()).toBe(false)
    })
  })

  test('shows both where there are no scripts', async () => {
    await visit(
      '/which-hook',
      async ({ page }) => {
        expect(await code(page, 'react').isVisible()).toBe(true)
        expect(await code(page, 'vue').isVisible()).toBe(true)
      },
      { javaScriptEnabled: false },
    )
  })
})

test('the search finds the text of the pages, without a request to another origin', { timeout }, async () => {
  await visit('/start', async ({ page, problems }) => {
    const box = page.locator('.VPLocalSearchBox input')
    // The page listens for the keys from its hydration on, which may be later than its load.
    await expect
      .poll(async () => {
        await page.keyboard.press('Control+k')
        return box.isVisible()
      })
      .toBe(true)
    await box.fill('Last-Event-ID')
    await page.locator('.VPLocalSearchBox .result').first().waitFor()
    const titles = await page.locator('.VPLocalSearchBox .result').allTextContents()
    expect(titles.join('\n')).toContain('Resuming')
    expect(problems).toEqual([])
  })
})

test('llms.txt names every page', () => {
  const text = readFileSync(`${site.folder}/llms.txt`, 'utf8')
  expect(paths.filter((path) => path !== '/' && !text.includes(`](${path})`))).toEqual([])
})
