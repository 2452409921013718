import type { Browser } from 'playwright'
import { afterAll, beforeAll } from 'vitest'
import { buildPages, launch, visit } from './browser.ts'
import { startServer, type RunningServer } from './startServer.ts'

/** Builds the pages and starts a server and a browser, for all tests of a file. */
export function startPlayground() {
  let server: RunningServer
  let browser: Browser

  beforeAll(async () => {
    await buildPages()
    ;[server, browser] = await Promise.all([startServer(), launch()])
    // A build takes a few seconds, and a minute on a machine with other things to do.
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await server?.kill()
  })

  return {
    get url() {
      return server.url
    },
    visit: (scene: string, viewport?: { width: number; height: number }) =>
      visit(browser, `${server.url}#${scene}`, viewport),
    /** Opens pages that share what tabs share. */
    async tabs(scene: string, count: number) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
      const pages = await Promise.all(Array.from({ length: count }, () => context.newPage()))
      for (const page of pages) await page.goto(`${server.url}#${scene}`)
      return { context, pages }
    },
    post: (path: string, body?: unknown) =>
      fetch(new URL(path, server.url), { method: 'POST', body: body === undefined ? null : JSON.stringify(body) }),
  }
}
