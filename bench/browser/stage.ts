import { launchBrowser } from './launchBrowser.ts'
import type { Page } from './launchBrowser.ts'
import { buildAssets, pagePath } from './bundles.ts'
import type { Bundle, Mode } from './bundles.ts'
import { startServer } from './server.ts'
import type { BenchServer, ServerStream } from './server.ts'
import { until } from './until.ts'

/** What a suite in the browser works with. */
export interface Stage {
  readonly server: BenchServer
  /** Opens a page, passes it to `work`, and closes it whatever happens. */
  withPage<Value>(bundle: Bundle, work: (page: Page) => Promise<Value>, mode?: Mode): Promise<Value>
}

/** Builds the pages, starts a server and a browser, and ends both whatever happens. */
export async function withStage<Value>(
  modes: readonly Mode[],
  play: (stage: Stage) => Promise<Value>,
): Promise<Value> {
  const server = await startServer(await buildAssets(modes))
  try {
    const browser = await launchBrowser()
    try {
      return await play({
        server,
        async withPage(bundle, work, mode) {
          const page = await browser.open(server.origin + pagePath(bundle, mode))
          try {
            return await work(page)
          } finally {
            await page.close()
          }
        },
      })
    } finally {
      await browser.close()
    }
  } finally {
    await server.close()
  }
}

/** Waits until a stream is open. Many at once may take a while on a busy machine. */
export async function opened(stream: ServerStream): Promise<void> {
  if (!(await until(() => stream.open > 0, 60_000))) throw new Error('The page does not connect.')
}
