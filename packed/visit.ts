import { chromium, type Browser } from 'playwright'
import { shellOptions } from '../scripts/engines/chromium.js'

export const launch = (): Promise<Browser> => chromium.launch(shellOptions())

/**
 * Opens a page in a profile that is empty, and collects its requests since it was last loaded, the
 * text of its scripts, and what the console complains about.
 */
export async function visit(browser: Browser, url: string) {
  const page = await browser.newPage()
  const requests: string[] = []
  const problems: string[] = []
  const scripts: Promise<string>[] = []
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  const { frameTree } = await devtools.send('Page.getFrameTree')
  let document = ''
  devtools.on('Network.requestWillBeSent', ({ requestId, loaderId, frameId, request }) => {
    // A development server loads the page again when it has found one more dependency. The page
    // before it goes on until the new one is there.
    if (requestId === loaderId && frameId === frameTree.frame.id) {
      document = loaderId
      requests.length = 0
    }
    if (loaderId === document) requests.push(new URL(request.url).pathname)
  })
  page.on('pageerror', (error) => problems.push(String(error)))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text())
  })
  page.on('response', (response) => {
    // A page that is left in between takes the text of its scripts along.
    if (response.request().resourceType() === 'script')
      scripts.push(response.text().catch(() => ''))
  })
  // A development server compiles the page at the first visit.
  await page.goto(url, { timeout: 120_000 })
  return { page, requests, problems, scripts: async () => (await Promise.all(scripts)).join('\n') }
}
