import type { Page } from 'playwright'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { expect, inject, onTestFinished, test } from 'vitest'
import {
  frameworks,
  tallyOf,
  untilHappened,
  untilReceived,
  untilServerSees,
  untilStatus,
} from './browser.ts'
import { startPlayground } from './playground.ts'
import { startServer } from './startServer.ts'

const playground = startPlayground()

/** Expects that all events after a failure come, once and in order. */
async function expectNothingLost(page: Page): Promise<void> {
  await untilStatus(page, 'open')
  const { received } = await tallyOf(page, 'react')
  await untilReceived(page, received + 2)
  for (const framework of frameworks)
    expect(await tallyOf(page, framework)).toMatchObject({ missing: 0, disorder: 0 })
}

async function open(scene: string) {
  const visited = await playground.visit(scene)
  await untilStatus(visited.page, 'open')
  await untilReceived(visited.page, 10)
  return {
    ...visited,
    fail: (name: string) => visited.page.locator(`[data-failure=${name}]`).click(),
  }
}

test('misses nothing of prices and log when the server is killed and started again', async () => {
  const visits = await Promise.all(['prices', 'log'].map(open))
  const pages = visits.map(({ page }) => page)
  const idOf = async (page: Page) =>
    Number(await page.locator('[data-field=lastEventId]').textContent())
  for (const page of pages) expect(await idOf(page)).toBeGreaterThan(0)

  await playground.restart(async () => {
    await Promise.all(pages.map((page) => untilStatus(page, 'reconnecting')))
  })

  for (const page of pages) await expectNothingLost(page)
  expect(visits.flatMap(({ problems }) => problems)).toEqual([])
})

test('waits for Retry-After when the server answers 503', async () => {
  const { page, problems, fail } = await open('prices')
  const dials = async () => Number(await page.locator('[data-field=dials]').textContent())
  const before = await dials()
  const countdown = page.locator('[data-field=retry]', { hasText: /^in \d+\.\d s$/ }).waitFor()
  const failures = page.locator('[data-field=failureCount]', { hasText: '2' }).waitFor()
  await fail('unavailable')
  await Promise.all([countdown, failures])
  await untilHappened(page, 'The server is busy')

  await expectNothingLost(page)
  expect(problems).toEqual([])
  // The refused dial, and the one after it: Retry-After allows none in between.
  expect(await dials()).toBe(before + 2)
})

test('goes to the flood and receives all of it', async () => {
  const { page, fail } = await open('prices')
  await fail('flood')
  await page.waitForFunction(
    () => document.querySelectorAll('.cells li[data-received="10000"]').length === 40,
  )
  expect(new URL(page.url()).hash).toBe('#flood')
  await untilServerSees(page, 'numbers')
})

test('closes on request, and gets what it has missed when it connects again', async () => {
  const { page, problems } = await open('prices')
  await page.getByRole('button', { name: 'Close' }).click()
  await untilStatus(page, 'closed')
  await untilServerSees(page, '')
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expectNothingLost(page)
  expect(problems).toEqual([])
})

test('leaves no server behind when the process that started it is gone', async () => {
  const server = await startServer()
  await server.abandon()
  await expect(fetch(server.url)).rejects.toThrow()
})

// Through a shell, which outlives npm.
test.skipIf(process.platform === 'win32')(
  'leaves no server behind when npm is killed',
  async () => {
    const start = ['run', '--silent', 'start', '--workspace', 'playground', '--']
    const npm = spawn('npm', [...start, '--port', '0', '--pages', inject('pages')], {
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    onTestFinished(() => endGroupOf(npm))
    const [text] = (await once(npm.stdout.setEncoding('utf8'), 'data')) as [string]
    const url = /http:\S+/.exec(text)![0]
    await fetch(url)
    npm.kill('SIGKILL')
    await expect.poll(() => fetch(url).catch(() => 'gone')).toBe('gone')
  },
)

/** A server that stays is in the group of npm. */
function endGroupOf({ pid }: ChildProcess): void {
  try {
    process.kill(-pid!, 'SIGKILL')
  } catch {
    // The group is empty.
  }
}
