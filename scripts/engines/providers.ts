import { playwright } from '@vitest/browser-playwright'
import type { BrowserProviderOption } from 'vitest/node'
import { chromiumOptions } from './chromium.js'
import { isPlaywrights } from './engines.ts'
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

function playwrightOr(engine: Engine, openPage: OpenPage): BrowserProviderOption {
  return isPlaywrights(engine) ? playwright() : pageProvider(engine.name, openPage)
}
