import playwrights from 'playwright'
import { chromium, shellOptions } from './chromium.js'
import { missing } from './ensureEngine.js'
import type { Engine } from './ensureEngine.js'
import { firefox } from './firefox.js'
import { openFirefox } from './openFirefox.ts'
import { openWebkit } from './openWebkit.ts'
import type { OpenPage } from './pageProvider.ts'
import { webkit } from './webkit.js'

/** Each engine, and what opens a page in it. */
export const engines: readonly { readonly engine: Engine; readonly open: OpenPage }[] = [
  { engine: chromium, open: openWithPlaywright(chromium) },
  { engine: firefox, open: playwrightOr(firefox, openFirefox) },
  { engine: webkit, open: playwrightOr(webkit, openWebkit) },
]

/** Playwright drives the engines that it has built itself, and of others only Chromium. */
export function isPlaywrights({ name, find }: Engine): boolean {
  return find() === playwrights[name].executablePath()
}

function playwrightOr(engine: Engine, open: OpenPage): OpenPage {
  return isPlaywrights(engine) ? openWithPlaywright(engine) : open
}

function openWithPlaywright(engine: Engine): OpenPage {
  return async (url) => {
    if (!engine.find()) throw new Error(missing(engine))
    const options = engine.name === 'chromium' ? shellOptions() : {}
    const browser = await playwrights[engine.name].launch(options)
    const page = await browser.newPage()
    await page.goto(url)
    return () => browser.close()
  }
}
