import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildPages, frameworks, launch, untilReceived, untilServerSees, untilStatus, visit } from './browser.ts'
import { startServer, type RunningServer } from './startServer.ts'

let server: RunningServer
let browser: Browser

beforeAll(async () => {
  await buildPages()
  ;[server, browser] = await Promise.all([startServer(), launch()])
})

afterAll(async () => {
  await browser?.close()
  await server?.kill()
})

/** What the types of the DOM do not know yet. */
interface LayoutShift extends PerformanceEntry {
  readonly sources: readonly { readonly node: Node | null }[]
}

test('shows the same prices in both frameworks, with a line for each symbol', async () => {
  const { page, problems } = await visit(browser, server.url)
  await untilReceived(page, 100)
  for (const framework of frameworks) {
    const prices = page.locator(`[data-page=${framework}] .prices`)
    await expect.poll(() => prices.locator('.bid').allTextContents()).not.toContain('–')
    await expect.poll(() => prices.locator('polyline[points]').count()).toBe(8)
  }
  await untilServerSees(page, 'prices')
  expect(problems).toEqual([])
  await page.close()
})

test('keeps only the connection of the scene that is shown', async () => {
  const { page, problems } = await visit(browser, `${server.url}#prices`)
  await untilServerSees(page, 'prices')
  await page.getByRole('link', { name: 'Log' }).click()
  await untilServerSees(page, 'log')
  await page.getByRole('link', { name: 'Flood' }).click()
  await untilServerSees(page, 'numbers')
  await page.getByRole('link', { name: 'Chat' }).click()
  await untilServerSees(page, '')
  await page.goBack()
  await untilServerSees(page, 'numbers')
  expect(problems).toEqual([])
  await page.close()
})

test.each(frameworks)('streams an answer in %s until it is done', async (framework) => {
  const { page, problems } = await visit(browser, `${server.url}#chat`)
  const chat = page.locator(`[data-page=${framework}]`)
  await chat.getByRole('button', { name: 'Why not a WebSocket?' }).click()
  await chat.getByRole('button', { name: 'Stop' }).waitFor()
  await untilServerSees(page, 'chat')

  await chat.locator('.answer', { hasText: 'a shared cursor does.' }).waitFor()
  await chat.locator('.pill', { hasText: 'closed' }).waitFor()
  const answer = await chat.locator('.answer').textContent()
  expect(answer).toMatch(/^A WebSocket is a telephone/)
  expect(answer).not.toContain('DONE')
  await untilServerSees(page, '')
  expect(problems).toEqual([])
  await page.close()
})

test.each(frameworks)('stops an answer in %s, and the server stops too', async (framework) => {
  const { page, problems } = await visit(browser, `${server.url}#chat`)
  const chat = page.locator(`[data-page=${framework}]`)
  await chat.getByRole('textbox').fill('Tell me about rendering')
  await chat.getByRole('textbox').press('Enter')
  await chat.locator('.answer', { hasText: 'Events' }).waitFor()
  await untilServerSees(page, 'chat')

  await chat.getByRole('button', { name: 'Stop' }).click()
  await chat.getByRole('button', { name: 'Send' }).waitFor()
  await untilServerSees(page, '')
  expect(await chat.locator('.answer').textContent()).not.toContain('renders nothing.')
  expect(problems).toEqual([])
  await page.close()
})

test('answers both frameworks at once, each on a connection of its own', async () => {
  const { page } = await visit(browser, `${server.url}#chat`)
  for (const framework of frameworks) {
    await page.locator(`[data-page=${framework}] .suggestions button`).first().click()
  }
  await untilServerSees(page, 'chat × 2')
  for (const framework of frameworks) {
    await page.locator(`[data-page=${framework}] .answer`, { hasText: 'It stays at zero.' }).waitFor()
  }
  await page.close()
})

test('bounds the log', async () => {
  const { page, problems } = await visit(browser, `${server.url}#log`)
  await untilReceived(page, 30)
  for (const framework of frameworks) {
    const lines = page.locator(`[data-page=${framework}] .log li`)
    expect(await lines.count()).toBeGreaterThan(20)
    expect(await lines.count()).toBeLessThanOrEqual(200)
  }
  expect(problems).toEqual([])
  await page.close()
})

test('moves nothing on the page while events stream in', async () => {
  const { page } = await visit(browser, `${server.url}#prices`)
  await untilStatus(page, 'open')
  const moved = await page.evaluateHandle(() => {
    const moved: string[] = []
    const nameOf = ({ node }: { node: Node | null }) =>
      node instanceof Element ? node.outerHTML : String(node?.textContent)
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) moved.push(...(entry as LayoutShift).sources.map(nameOf))
    }).observe({ type: 'layout-shift' })
    return moved
  })
  await untilReceived(page, 520)
  expect(await moved.jsonValue()).toEqual([])
  await page.close()
})

test.each([320, 390, 768, 1024])('fits into a window %i pixels wide', async (width) => {
  const { page } = await visit(browser, server.url, { width, height: 844 })
  for (const scene of ['prices', 'chat', 'log', 'flood']) {
    await page.evaluate((hash) => (location.hash = hash), scene)
    await page.locator(`.tabs a[href="#${scene}"][aria-current]`).waitFor()
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow, scene).toBeLessThanOrEqual(0)
  }
  await page.close()
})

test('remembers the theme that the reader has chosen', async () => {
  const { page } = await visit(browser, server.url)
  const toggle = page.getByRole('button', { name: 'Dark theme' })
  expect(await toggle.getAttribute('aria-pressed')).toBe('false')
  await toggle.click()
  await page.reload()
  await page.locator('[data-theme-toggle][aria-pressed=true]').waitFor()
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('dark')
  await page.close()
})
