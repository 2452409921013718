import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { visibleLines } from '../server/visible.ts'
import { untilHappened, untilReceived, untilServerSees, untilStatus } from './browser.ts'
import { startPlayground } from './playground.ts'

const playground = startPlayground()

/** Waits until the wire shows a line of a kind, and returns it. */
async function lineOf(page: Page, kind: string, text: string): Promise<string | null> {
  const line = page.locator(`[data-wire-lines] > [data-kind=${kind}]`, { hasText: text }).last()
  await line.waitFor()
  return line.locator('.text').textContent()
}

test('shows the request, the answer and each line that the server writes, and no token', async () => {
  const { page, problems } = await playground.visit('prices/wire')
  expect(await lineOf(page, 'request', 'GET ')).toBe('GET /api/prices HTTP/1.1')
  expect(await lineOf(page, 'request', 'authorization')).toBe('authorization: Bearer •••')
  expect(await lineOf(page, 'response', 'HTTP/1.1')).toBe('HTTP/1.1 200 OK')
  expect(await lineOf(page, 'data', 'event: price')).toBe('event: price↵')
  // The wire comes on a connection of its own, which is not counted.
  await untilServerSees(page, 'prices')
  expect(problems).toEqual([])
})

test('shows how a socket ends in the middle of an event, and from where the next dial goes on', async () => {
  const { page } = await playground.visit('prices/wire')
  await untilStatus(page, 'open')
  await untilReceived(page, 5)
  await page.locator('[data-failure=half]').click()
  expect(await lineOf(page, 'close', 'destroyed')).toBe('socket destroyed by the server')
  await untilHappened(page, 'The server cannot be reached')

  const broken = () =>
    page.evaluate(() => {
      const lines = [...document.querySelectorAll<HTMLElement>('[data-wire-lines] > *')]
      // The socket of a page before this one may be among the lines, too.
      const end = lines.findLastIndex(
        (line) => line.dataset.kind === 'close' && line.textContent?.includes('destroyed'),
      )
      return lines[end - 1]?.querySelector('.text')?.textContent ?? '↵'
    })
  await expect.poll(broken).not.toMatch(/↵$/)
  expect(await lineOf(page, 'request', 'last-event-id')).toMatch(/^last-event-id: \d+$/)
})

test('shows the page of HTML that a proxy answers with', async () => {
  const { page } = await playground.visit('prices/wire')
  await untilStatus(page, 'open')
  await page.locator('[data-failure=badGateway]').click()
  expect(await lineOf(page, 'response', '502')).toBe('HTTP/1.1 502 Bad Gateway')
  expect(await lineOf(page, 'data', '<h1>')).toContain('502 Bad Gateway')
  await playground.endFailure('badGateway')
  await untilStatus(page, 'open')
})

test('stays within its bounds in a flood', async () => {
  const { page, problems } = await playground.visit('flood/wire')
  await untilStatus(page, 'open')
  await page.getByRole('button', { name: '10,000 in three seconds' }).click()
  await page.waitForFunction(
    () => document.querySelectorAll('.cells li[data-received="10000"]').length === 40,
  )
  await lineOf(page, 'skipped', 'bytes in this write')
  expect(await page.locator('[data-wire-lines] > *').count()).toBeLessThanOrEqual(200)
  expect(problems).toEqual([])
})

test('listens only while it is in sight', async () => {
  const { page } = await playground.visit('prices')
  const wires: string[] = []
  page.on(
    'request',
    (request) => void (request.url().includes('/api/wire') && wires.push(request.url())),
  )
  await untilReceived(page, 5)
  expect(wires).toEqual([])

  const ended = page.waitForEvent('requestfailed', (request) => request.url().includes('/api/wire'))
  await page.getByRole('tab', { name: 'Wire' }).click()
  await lineOf(page, 'data', 'event: price')
  await page.getByRole('tab', { name: 'React source' }).click()
  await ended
  expect(wires).toHaveLength(1)
})

test('holds still on request', async () => {
  const { page } = await playground.visit('prices/wire')
  await lineOf(page, 'data', 'event: price')
  await page.getByRole('button', { name: 'Pause' }).click()
  const lines = page.locator('[data-wire-lines]')
  const before = await lines.textContent()
  await untilReceived(
    page,
    Number(await page.locator('.tally').first().getAttribute('data-received')) + 20,
  )
  expect(await lines.textContent()).toBe(before)
  await page.getByRole('button', { name: 'Go on', exact: true }).click()
  await expect.poll(() => lines.textContent()).not.toBe(before)
})

test.each([
  ['data: a\n\n', ['data: a↵', '↵']],
  ['a\r\nb\rc', ['a^M↵', 'b^M', 'c']],
  ['\ufeffid: \u0000\t\u007f', ['[U+FEFF]id: ^@^I^?']],
  [`${'x'.repeat(170)}\n`, [`${'x'.repeat(160)}… 10 more↵`]],
])('makes the control characters of %j visible', (text, lines) => {
  expect(visibleLines(text)).toEqual(lines)
})
