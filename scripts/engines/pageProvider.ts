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
        supportsParallelism: false,
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
