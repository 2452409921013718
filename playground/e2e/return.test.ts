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

async function open(scene: string, patience = 1) {
  const visited = await playground.visit(scene, { patience })
  await untilStatus(visited.page, 'open')
  await untilReceived(visited.page, 10)
  return {
    ...visited,
    fail: (name: string) => visited.page.locator(`[data-failure=${name}]`).click(),
    /** Waits for events after the failure, and expects that all of them came, once and in order. */
    async expectNothingLost() {
      await untilStatus(visited.page, 'open')
      const { received } = await tallyOf(visited.page, 'react')
      await untilReceived(visited.page, received + 2)
      for (const framework of frameworks) {
        expect(await tallyOf(visited.page, framework)).toMatchObject({ missing: 0, disorder: 0 })
      }
      expect(visited.problems).toEqual([])
    },
  }
}

test.each(['prices', 'log'])(
  'misses nothing of %s when the server is killed and started again',
  async (scene) => {
    const { page, expectNothingLost } = await open(scene)
    const before = Number(await page.locator('[data-field=lastEventId]').textContent())

    await playground.restart(() => untilStatus(page, 'reconnecting'))

    await expectNothingLost()
    expect(before).toBeGreaterThan(0)
  },
)

test('comes back by itself when every socket is dropped', async () => {
  const { page, fail, expectNothingLost } = await open('prices')
  await fail('drop')
  await untilHappened(page, 'prices reconnecting')
  await expectNothingLost()
})

test('waits for Retry-After when the server answers 503', async () => {
  const { page, fail, expectNothingLost } = await open('prices')
  const dials = async () => Number(await page.locator('[data-field=dials]').textContent())
  const before = await dials()
  const countdown = page.locator('[data-field=retry]', { hasText: /^in \d+\.\d s$/ }).waitFor()
  const failures = page.locator('[data-field=failureCount]', { hasText: '2' }).waitFor()
  await fail('unavailable')
  await Promise.all([countdown, failures])
  await untilHappened(page, 'The server is busy')

  await expectNothingLost()
  // The refused dial, and the one after it: Retry-After allows none in between.
  expect(await dials()).toBe(before + 2)
})

test('notices a silent server and misses nothing of what it did not say', async () => {
  const { page, fail, expectNothingLost } = await open('prices', 0.3)
  await fail('silence')
  await untilHappened(page, 'prices reconnecting')
  await page.locator('[data-failure=silence]:not([data-active])').waitFor()
  await expectNothingLost()
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
  const { page, expectNothingLost } = await open('prices')
  await page.getByRole('button', { name: 'Close' }).click()
  await untilStatus(page, 'closed')
  await untilServerSees(page, '')
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expectNothingLost()
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
