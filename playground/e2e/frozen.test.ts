// Playwright shows every page that it opens, and Chromium freezes none that is shown: another
// driver hides it first.
import puppeteer, { type Browser } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chromiumOptions } from '../../scripts/engines/chromium.js'
import { startServer, type RunningServer } from './startServer.ts'

let server: RunningServer
let browser: Browser

beforeAll(async () => {
  const { args, executablePath = '' } = chromiumOptions()
  server = await startServer()
  browser = await puppeteer.launch({
    executablePath,
    args,
    ignoreDefaultArgs: [
      '--disable-backgrounding-occluded-windows',
      '--disable-renderer-backgrounding',
    ],
  })
})

afterAll(async () => {
  await browser?.close()
  await server?.kill()
})

test('a page that was frozen and thawed reads its stream on, and misses nothing', async () => {
  const page = await browser.newPage()
  await page.goto(`${server.url}#prices`)
  await page.waitForSelector('.pill[data-status=open]')
  const tally = (name: string) =>
    page.$eval('.tally', (element, name) => Number(element.getAttribute(`data-${name}`)), name)
  await expect.poll(() => tally('received')).toBeGreaterThan(3)

  const front = await browser.newPage()
  await front.bringToFront()
  const devtools = await page.createCDPSession()
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' })
  await devtools.send('Page.setWebLifecycleState', { state: 'active' })
  await page.bringToFront()
  await page.waitForFunction(() =>
    document.querySelector('[data-timeline]')?.textContent?.includes('prices reconnecting'),
  )

  await page.waitForSelector('.pill[data-status=open]')
  const received = await tally('received')
  await expect.poll(() => tally('received')).toBeGreaterThan(received + 2)
  expect([await tally('missing'), await tally('disorder')]).toEqual([0, 0])
})
