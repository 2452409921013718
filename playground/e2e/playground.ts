import type { Page } from 'playwright'
import { afterEach, beforeAll, beforeEach, onTestFinished } from 'vitest'
import { failureDurations, failureNames } from '../src/shared/failures.ts'
import { load, untilShown, withoutJitter } from './browser.ts'
import { startServer, type RunningServer } from './startServer.ts'
import { leavePage, openPage, type PageOptions } from './visitedPages.ts'

const lasting = failureNames.filter((name) => failureDurations[name] > 0)

/** The servers of this worker, each with what it was started with. */
const servers = new Map<string, RunningServer>()

interface VisitOptions extends PageOptions {
  /** How long the page waits for an answer, as a share of a visitor's. */
  readonly patience?: number
}

/**
 * Gives the tests of a file a server and pages. All clients of a server share its failures, so each
 * worker has a server of its own, and no failure and no page outlasts the test that began it.
 *
 * @param options.pace A third of what a person waits: a shorter failure may be over before a busy
 * machine has shown it.
 * @param options.dev Serve the pages from their sources, as `npm start` does.
 */
export function startPlayground({ pace = 0.3, dev = false } = {}) {
  const key = JSON.stringify({ pace, dev })
  let server: RunningServer

  async function start(port = 0): Promise<void> {
    servers.delete(key)
    server = await startServer({ pace, dev, port })
    servers.set(key, server)
  }

  beforeAll(async () => {
    const running = servers.get(key)
    if (running) server = running
    else await start()
  })
  // A page that is gone may leave a socket that the server learns of late, and tests count what it
  // sees.
  beforeEach(async () => {
    await post('/api/failures/drop')
  })
  afterEach(async () => {
    await Promise.all(lasting.map(endFailure))
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
    async visit(address = '', { patience = 1, ...options }: VisitOptions = {}) {
      const url = new URL(server.url)
      url.searchParams.set('patience', String(patience))
      url.hash = address
      const page = await openPage(options)
      const { problems, stop } = await load(page, url.href)
      atTheEnd(page, async () => {
        stop()
        await leavePage(page, server.url)
      })
      return { page, problems }
    },
    /** Opens pages that share what tabs share. */
    async tabs(scene: string, count: number) {
      const context = await (
        await oneChromium()
      ).newContext({
        viewport: { width: 1024, height: 450 },
        reducedMotion: 'reduce',
      })
      onTestFinished(() => context.close())
      await context.addInitScript(withoutJitter)
      const pages = await Promise.all(Array.from({ length: count }, () => context.newPage()))
      for (const page of pages) {
        atTheEnd(page, () => page.close())
        await page.goto(`${server.url}#${scene}`)
        // Each comes after the one before, also to a lock.
        await untilShown(page, scene)
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
        await start(Number(new URL(server.url).port))
      }
    },
  }
}

/**
 * Leaves a page at the end of its test. When the test fails, the page is closed, and the report gets
 * what it shows of its connection.
 */
function atTheEnd(page: Page, leave: () => Promise<void>): void {
  onTestFinished(async ({ task }) => {
    if (task.result?.state !== 'fail') return leave()
    console.error(await page.locator('.connection, .timeline').allInnerTexts())
    await page.context().close()
  })
}
