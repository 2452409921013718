import puppeteer from 'puppeteer-core'
import { missing } from './ensureEngine.js'
import { firefox } from './firefox.js'
import type { OpenPage } from './pageProvider.ts'
import { grouped } from './startGroup.ts'

/**
 * Opens a page in an ordinary Firefox by WebDriver BiDi: Playwright drives only the one that it has
 * built itself.
 */
export const openFirefox: OpenPage = async (url) => {
  const path = firefox.find()
  if (!path) throw new Error(missing(firefox))
  const browser = await puppeteer.launch({
    browser: 'firefox',
    ...grouped(path),
    // Nothing here asks what the page requests, and Firefox copies each body for it.
    networkEnabled: false,
    // It keeps the sockets of redirected fetches that were aborted. With the usual six to a server,
    // a page would soon have none left.
    extraPrefsFirefox: { 'network.http.max-persistent-connections-per-server': 100 },
  })
  const page = await browser.newPage()
  await page.goto(url, { timeout: 0 })
  return () => browser.close()
}
