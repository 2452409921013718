import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run, serve, type RunningCommand } from '../commands.ts'
import { freePort } from '../freePort.ts'
import { installPacked } from '../installPacked.ts'
import { launch, visit } from '../visit.ts'
import { readPage, type Framework, type Step } from './readPage.ts'

/**
 * Does what the page `start` of the docs says, in an empty folder. Two things differ: the packages
 * come from archives, as long as they are not on npm, and the port is a free one.
 */
export function testStart(framework: Framework): void {
  const steps = readPage('start.md', framework)
  const firstVisit = steps.findIndex((step) => 'run' in step && step.run === 'npm run dev') + 1
  const temp = mkdtempSync(join(tmpdir(), 'start-'))
  const running = new Map<string, RunningCommand>()
  let folder = temp
  let port: number
  let browser: Browser
  let visited: Awaited<ReturnType<typeof visit>>

  beforeAll(async () => {
    port = await freePort()
    browser = await launch()
    return () => browser.close()
  })
  afterAll(async () => {
    for (const server of running.values()) await server.end()
    rmSync(temp, { recursive: true, force: true })
  })

  async function follow(steps: readonly Step[]) {
    for (const step of steps) {
      if ('run' in step) await enter(step.run)
      else writeFileSync(join(folder, step.save), step.text.replace(/\b3000\b/g, `${port}`))
    }
  }

  async function enter(command: string) {
    const [, into] = /^cd (.+)$/.exec(command) ?? []
    const [, adapter] = /^npm install @use-event-source\/(\w+)$/.exec(command) ?? []
    if (into) folder = join(folder, into)
    else if (adapter) await installPacked(adapter, folder)
    else if (/^(node|npm run dev)\b/.test(command))
      running.set(command, await serve(command, folder))
    else await run(command, folder)
  }

  async function untilMoving() {
    const first = await visited.page.waitForFunction(() =>
      Number(document.querySelector('b')?.textContent),
    )
    await visited.page.waitForFunction(
      (before) => {
        const newest = Number(document.querySelector('b')?.textContent)
        return newest && newest !== before
      },
      await first.jsonValue(),
    )
  }

  test('leads from an empty folder to a price that moves', async () => {
    await follow(steps.slice(0, firstVisit))
    visited = await visit(browser, running.get('npm run dev')?.url ?? '')
    await untilMoving()
    expect(visited.problems).toEqual([])
  })

  test('shows that it connects again while the server is down, and then the price', async () => {
    await running.get('node start.mjs')?.end()
    await visited.page.getByText('The server cannot be reached.').waitFor()
    await enter('node start.mjs')
    await untilMoving()
  })

  test('leads on to the newest, each and all of the events, over one stream', async () => {
    await follow(steps.slice(firstVisit))
    visited.requests.length = 0
    await visited.page.reload()
    await untilMoving()
    await visited.page.waitForFunction(() => {
      const [newest, highest] = ['b', 'i'].map((name) =>
        Number(document.querySelector(name)?.textContent),
      )
      return newest && highest && highest >= newest && document.title === String(newest)
    })
    expect(visited.requests.filter((path) => path === '/prices')).toHaveLength(1)
    // The browser itself complains of a server that was stopped.
    expect(
      visited.problems.filter((problem) => !problem.startsWith('Failed to load resource')),
    ).toEqual([])
  })

  test('builds what it has led to', () => run('npm run build', folder))
}
