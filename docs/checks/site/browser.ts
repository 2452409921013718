import type {} from '../../../scripts/engines/oneChromium.ts'
import type { BrowserContextOptions, Page } from 'playwright'
import { beforeAll, expect, inject } from 'vitest'
import { pages } from '../../scripts/pages.ts'

/** Much longer than any of it takes, for machines that are busy. */
export const timeout = 120_000

/** The path of a page of the site. */
export const pathOf = (file: string): string => `/${file.replace(/(index)?\.md$/, '')}`

/** The paths of all pages of the site. */
export const paths = pages()
  .filter(({ path }) => !path.startsWith('parts/'))
  .map(({ path }) => pathOf(path))

/** What a page complains about, and its requests to other origins. */
export function problemsOf(page: Page): string[] {
  const origin = inject('site')
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(String(error)))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text())
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && /^https?:/.test(request.url())) problems.push(request.url())
  })
  return problems
}

interface Visit {
  readonly page: Page
  readonly problems: readonly string[]
}

type VisitOptions = BrowserContextOptions & {
  /** The one that the visitor has chosen before. */
  readonly framework?: string
}

/** Chooses a framework, as a visitor did before the next page is loaded. */
const choose = (page: Page, framework: string) =>
  page.addInitScript((name) => localStorage.setItem('framework', name), framework)

/** Says that the visitor saves data: the site loads no page ahead then, which is most of its requests. */
const saveData = (page: Page) =>
  page.addInitScript(() => Object.defineProperty(Reflect.get(navigator, 'connection'), 'saveData', { value: true }))

/** Returns how the tests of a file visit the site, from when it is built. */
export function startBrowser() {
  const origin = inject('site')
  beforeAll(async () => {
    // It is being built, and after five minutes Node's fetch waits no longer for headers.
    const home = await fetch(origin).catch(() => fetch(origin))
    if (!home.ok) throw new Error(await home.text())
  }, 5 * timeout)

  /** Opens an empty page in a fresh browser context. */
  async function open({ framework, ...options }: VisitOptions = {}): Promise<Page> {
    const viewport = { width: 1280, height: 900 }
    const browser = await oneChromium()
    const context = await browser.newContext({
      baseURL: origin,
      viewport,
      reducedMotion: 'reduce',
      ...options,
    })
    context.setDefaultTimeout(timeout)
    const page = await context.newPage()
    await saveData(page)
    if (framework) await choose(page, framework)
    return page
  }

  /** Opens a page of the site, and closes it when it was checked. */
  async function visit(path: string, check: (visit: Visit) => Promise<void>, options?: VisitOptions): Promise<void> {
    const page = await open(options)
    try {
      const problems = problemsOf(page)
      await page.goto(path)
      await check({ page, problems })
    } finally {
      await page.context().close()
    }
  }

  return {
    open,
    visit,
    /** Visits a page, and looks at it in each framework. */
    visitInBoth: (path: string, check: (page: Page, framework: string) => Promise<void>): Promise<void> =>
      visit(
        path,
        async ({ page, problems }) => {
          await check(page, 'react')
          await choose(page, 'vue')
          await page.reload()
          await check(page, 'vue')
          expect(problems).toEqual([])
        },
        { framework: 'react' },
      ),
  }
}
