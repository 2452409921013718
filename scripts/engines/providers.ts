import { playwright } from '@vitest/browser-playwright'
import playwrights from 'playwright'
import type { BrowserProviderOption } from 'vitest/node'
import { chromiumOptions } from './chromium.js'
import type { Engine } from './ensureEngine.js'
import { firefox } from './firefox.js'
import { openFirefox } from './openFirefox.ts'
import { openWebkit } from './openWebkit.ts'
import { pageProvider, type OpenPage } from './pageProvider.ts'
import { webkit } from './webkit.js'

/** What vitest opens the page of each engine with. */
export const providers: Readonly<Record<Engine['name'], BrowserProviderOption>> = {
  chromium: playwright({ launchOptions: chromiumOptions() }),
  firefox: playwrightOr(firefox, openFirefox),
  webkit: playwrightOr(webkit, openWebkit),
}

/** Playwright drives the engines that it has built itself, and of others only Chromium. */
function playwrightOr({ name, find }: Engine, openPage: OpenPage): BrowserProviderOption {
  return find() === playwrights[name].executablePath() ? playwright() : pageProvider(name, openPage)
}
