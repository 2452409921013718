// `npm run test:start`: does what the page `start` of the docs says, in an empty folder, and looks whether it is true.
// Two things differ: the packages come from archives, as long as they are not on npm, and the port is a free one.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { packPackages } from './packPackages.ts'
import { readPage, type Deed } from './walkPage.ts'
import { freePort, run, serve, type RunningCommand } from './walkProcess.ts'
import { finish, step, walk } from './walkSteps.ts'
import { launch, visit } from './walkVisit.ts'

const temp = mkdtempSync(join(tmpdir(), 'start-'))

await walk(async () => {
  const archives = await step('pack the packages', () => packPackages(temp))
  const browser = await launch()
  for (const framework of ['React', 'Vue'] as const) {
    const walker = createWalker(browser, framework, archives)
    await walk(walker.follow)
    await walker.end()
  }
  await browser.close()
})
rmSync(temp, { recursive: true, force: true })
finish()

function createWalker(browser: Browser, framework: 'React' | 'Vue', archives: Record<string, string>) {
  const begun = performance.now()
  const running = new Map<string, RunningCommand>()
  let folder = join(temp, framework)
  let port = 0
  let tab: Page
  let problems: readonly string[] = []
  mkdirSync(folder)

  const take = <Value>(name: string, what: () => Value | Promise<Value>) => step(`${framework}: ${name}`, what)

  async function follow() {
    port = await freePort()
    for (const deed of readPage('start.md', framework)) await doIt(deed)
    await seeAllDoors()
    await take('npm run build', () => run('npm run build', folder))
  }

  async function doIt(deed: Deed) {
    if (deed.kind === 'save') {
      return take(`save ${deed.path}`, () =>
        writeFileSync(join(folder, deed.path), deed.text.replace(/\b3000\b/g, `${port}`)),
      )
    }
    for (const command of deed.commands) {
      await take(command, () => enter(command))
      if (command === 'npm run dev') await seeComponent()
    }
  }

  async function enter(command: string) {
    const [, into] = /^cd (.+)$/.exec(command) ?? []
    if (into) return void (folder = join(folder, into))
    const [, adapter = ''] = /^npm install @use-event-source\/(\w+)$/.exec(command) ?? []
    if (adapter) return void (await run(`npm install ${archives.core} ${archives[adapter]}`, folder))
    if (/^(node|npm run dev)\b/.test(command)) return void running.set(command, await serve(command, folder))
    await run(command, folder)
  }

  /** Runs in front of the page that `npm run dev` has named. */
  async function seeComponent() {
    await take('the price moves', async () => {
      const visited = await visit(browser, running.get('npm run dev')?.url ?? '')
      tab = visited.page
      problems = visited.problems
      await untilMoving()
      assert.deepEqual(problems, [])
    })
    console.log(
      `        ${((performance.now() - begun) / 1000).toFixed(1)} s from an empty folder to a price that moves`,
    )

    await take('stop start.mjs, and start it again', async () => {
      await running.get('node start.mjs')?.end()
      await tab.getByText('Connecting again').waitFor()
      await enter('node start.mjs')
      await untilMoving()
    })
  }

  async function seeAllDoors() {
    await take('the newest, each and all of the events, over one stream', async () => {
      let dials = 0
      tab.on('request', (request) => (dials += Number(request.url().endsWith('/prices'))))
      await tab.reload()
      await untilMoving()
      await tab.waitForFunction(() => {
        const [newest, highest] = ['b', 'i'].map((name) => Number(document.querySelector(name)?.textContent))
        return newest && highest && highest >= newest && document.title === String(newest)
      })
      assert.equal(dials, 1)
      // The browser itself complains of a server that was stopped.
      assert.deepEqual(
        problems.filter((problem) => !problem.startsWith('Failed to load resource')),
        [],
      )
    })
  }

  async function untilMoving() {
    const first = await tab.waitForFunction(() => Number(document.querySelector('b')?.textContent))
    await tab.waitForFunction(
      (before) => {
        const newest = Number(document.querySelector('b')?.textContent)
        return newest && newest !== before
      },
      await first.jsonValue(),
    )
  }

  return {
    follow,
    async end() {
      for (const server of running.values()) await server.end()
    },
  }
}
