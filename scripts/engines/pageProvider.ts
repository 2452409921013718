import { join } from 'node:path'
import { defineBrowserProvider } from '@vitest/browser'
import type { BrowserProviderOption } from 'vitest/node'

/** Opens a page in a browser of its own, and returns what ends that browser. */
export type OpenPage = (url: string) => Promise<() => Promise<void>>

/** Makes a provider for vitest of what all of our tests need of a browser: a page. */
export function pageProvider(name: string, openPage: OpenPage): BrowserProviderOption {
  return defineBrowserProvider({
    name,
    options: {},
    providerFactory() {
      const pages: ReturnType<OpenPage>[] = []
      return {
        name,
        // vitest runs an engine beside the others where both of these say so.
        supportsParallelism: true,
        mocker: { register: refuseMock, delete: refuseMock, clear: refuseMock },
        initScripts: [join(import.meta.dirname, 'elementLocator.js')],
        getCommandsContext: () => ({}),
        async openPage(_session, url) {
          const page = openPage(url)
          pages.push(page)
          await page
        },
        async close() {
          for (const end of await Promise.all(pages)) await end()
        },
      }
    },
  })
}

async function refuseMock(): Promise<void> {
  throw new Error('No module is mocked in this engine: pass a fake instead.')
}
