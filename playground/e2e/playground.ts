import type { Browser, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, onTestFinished } from 'vitest'
import { failureDurations, failureNames } from '../src/shared/failures.ts'
import { launch, visit, withoutJitter } from './browser.ts'
import { startServer, type RunningServer } from './startServer.ts'

const lasting = failureNames.filter((name) => failureDurations[name] > 0)

interface VisitOptions {
  readonly viewport?: { readonly width: number; readonly height: number }
  readonly patience?: number
}

/**
 * Starts a server and a browser for all tests of a file. All clients of a server share its
 * failures, so each file has a server of its own, and no failure and no page outlasts the test that
 * began it.
 *
 * @param options.pace A third of what a person waits: a shorter failure may be over before a busy
 * machine has shown it.
 * @param options.dev Serve the pages from their sources, as `npm start` does.
 */
export function startPlayground({ pace = 0.3, dev = false } = {}) {
  let server: RunningServer
  let browser: Browser

  beforeAll(async () => {
    ;[server, browser] = await Promise.all([startServer({ pace, dev }), launch()])
  })
  // A page that is gone may leave a socket that the server learns of late, and tests count what it
  // sees.
  beforeEach(async () => {
    await post('/api/failures/drop')
  })
  afterEach(async () => {
    await Promise.all(lasting.map(endFailure))
  })
  afterAll(async () => {
    await browser?.close()
    await server?.kill()
  })

  const post = (path: string, body?: unknown) =>
    fetch(new URL(path, server.url), {
      method: 'POST',
      body: body === undefined ? null : JSON.stringify(body),
    })

  /**
   * Ends a failure, also one that has ended by itself: a second click on its button would begin it
   * again.
   */
  const endFailure = (name: string) => post(`/api/failures/${name}`, { active: false })

  return {
    get url() {
      return server.url
    },
    /** @param options.patience How long the page waits for an answer, as a share of a visitor's. */
    async visit(address = '', { viewport, patience = 1 }: VisitOptions = {}) {
      const url = new URL(server.url)
      url.searchParams.set('patience', String(patience))
      url.hash = address
      const visited = await visit(browser, url.href, viewport)
      leaveAtTheEnd(visited.page)
      return visited
    },
    /** Opens pages that share what tabs share. */
    async tabs(scene: string, count: number) {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        reducedMotion: 'reduce',
      })
      onTestFinished(() => context.close())
      await context.addInitScript(withoutJitter)
      const pages = await Promise.all(Array.from({ length: count }, () => context.newPage()))
      for (const page of pages) {
        leaveAtTheEnd(page)
        await page.goto(`${server.url}#${scene}`)
      }
      return pages
    },
    post,
    endFailure,
    /** Kills the server, and starts it again on its port when `meanwhile` has happened. */
    async restart(meanwhile: () => Promise<void>) {
      await server.kill()
      try {
        await meanwhile()
      } finally {
        server = await startServer({ pace, dev, port: Number(new URL(server.url).port) })
      }
    },
  }
}

/**
 * Closes a page at the end of its test. When the test fails, the report gets what the page shows of
 * its connection.
 */
function leaveAtTheEnd(page: Page): void {
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail')
      console.error(await page.locator('.connection, .timeline').allInnerTexts())
    await page.close()
  })
}
