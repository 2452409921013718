import { chromium } from 'playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright'
import { afterAll, beforeAll, inject } from 'vitest'
import { chromiumOptions } from '../../../scripts/engines/chromium.js'
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

/** Starts a browser for all tests of a file, and returns how they visit the site. */
export function startBrowser() {
  const origin = inject('site')
  let browser: Browser
  beforeAll(async () => {
    // It is being built, and after five minutes Node's fetch waits no longer for headers.
    const home = await fetch(origin).catch(() => fetch(origin))
    if (!home.ok) throw new Error(await home.text())
    browser = await chromium.launch(chromiumOptions())
  }, 5 * timeout)
  afterAll(() => browser?.close())

  /** Opens an empty page in a fresh browser context. */
  async function open({ framework, ...options }: VisitOptions = {}): Promise<Page> {
    const viewport = { width: 1280, height: 900 }
    const context = await browser.newContext({
      baseURL: origin,
      viewport,
      reducedMotion: 'reduce',
      ...options,
    })
    if (framework) await context.addInitScript((name) => localStorage.setItem('framework', name), framework)
    context.setDefaultTimeout(timeout)
    return context.newPage()
  }

  return {
    open,
    /** Opens a page of the site, and closes it when it was checked. */
    async visit(path: string, check: (visit: Visit) => Promise<void>, options?: VisitOptions): Promise<void> {
      const page = await open(options)
      try {
        const problems = problemsOf(page)
        await page.goto(path)
        await check({ page, problems })
      } finally {
        await page.context().close()
      }
    },
  }
}
