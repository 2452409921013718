// Playwright shows every page that it opens, so what happens to a hidden one needs another driver.
import puppeteer, { type Browser } from 'puppeteer-core'
import { afterAll, beforeAll } from 'vitest'
import { chromiumOptions } from '../../scripts/engines/chromium.js'
import { startServer, type RunningServer } from './startServer.ts'

/**
 * Starts a server, and a browser that hides a page when another one comes to the front, for all
 * tests of a file.
 *
 * @param options.throttles Give a page that is hidden for ten seconds its timers once a minute:
 * Chromium waits five minutes until then.
 */
export function startHidingBrowser({ throttles = false } = {}) {
  let server: RunningServer
  let browser: Browser

  beforeAll(async () => {
    const { args, executablePath = '' } = chromiumOptions()
    server = await startServer()
    browser = await puppeteer.launch({
      executablePath,
      args: [...args, ...(throttles ? [throttleSoon] : [])],
      ignoreDefaultArgs: [...hide, ...(throttles ? ['--disable-background-timer-throttling'] : [])],
    })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.kill()
  })

  return {
    get url() {
      return server.url
    },
    newPage: () => browser.newPage(),
  }
}

const throttleSoon = '--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/10'

const hide = ['--disable-backgrounding-occluded-windows', '--disable-renderer-backgrounding']
