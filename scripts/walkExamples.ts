// `npm run test:examples`: installs the packages, as they would be published, into the apps of `examples/`, builds and
// starts these, and looks at them with a browser. Names are a choice: `npm run test:examples nuxt`.
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser } from 'playwright'
import { packPackages } from './packPackages.ts'
import { freePort, run, serve } from './walkProcess.ts'
import { startProxy } from './walkProxy.ts'
import { finish, step, walk } from './walkSteps.ts'
import { launch, visit } from './walkVisit.ts'

interface Example {
  readonly name: string
  readonly adapter: string
  /** The options that make its commands listen on this port of the loopback interface. */
  readonly place: (port: number) => string
  /** The commands that serve it for development. */
  readonly dev: readonly string[]
}

const examples: readonly Example[] = [
  {
    name: 'next',
    adapter: 'react',
    place: (port) => `--hostname 127.0.0.1 --port ${port}`,
    dev: ['npm run dev --', 'npm run dev -- --webpack'],
  },
  {
    name: 'nuxt',
    adapter: 'vue',
    place: (port) => `--host 127.0.0.1 --port ${port}`,
    dev: ['npm run dev --'],
  },
]

/** Words that only the checks for programmers contain, which a build for production has to leave out. */
const developmentOnly = 'streams-many'

const production = 'npm start --'

const chosen = examples.filter(({ name }) => process.argv.length === 2 || process.argv.includes(name))
const temp = mkdtempSync(join(tmpdir(), 'examples-'))

await walk(async () => {
  const archives = await step('pack the packages', () => packPackages(temp))
  const browser = await launch()
  for (const example of chosen) await walk(() => walkExample(browser, example, archives))
  await browser.close()
})
rmSync(temp, { recursive: true, force: true })
finish()

async function walkExample(browser: Browser, example: Example, archives: Record<string, string>) {
  const { name, adapter, place, dev } = example
  const folder = join(temp, name)
  const source = fileURLToPath(new URL(`../examples/${name}`, import.meta.url))
  cpSync(source, folder, {
    recursive: true,
    filter: (path) => !/\/(node_modules|\.next|\.nuxt|\.output|package-lock\.json)$/.test(path),
  })

  await step(`${name}: install`, () => run(`npm install ${archives.core} ${archives[adapter]}`, folder))
  await step(`${name}: build`, () => run('npm run build', folder))
  for (const command of [production, ...dev]) await lookAt(`${name}: ${command.replace(/ --$/, '')}`, command)

  async function lookAt(title: string, command: string) {
    const port = await freePort()
    // Nitro's server has no options, and reads these.
    const env = { HOST: '127.0.0.1', PORT: String(port) }
    const server = await step(`${title}: start`, () => serve(`${command} ${place(port)}`, folder, env))
    const proxy = await startProxy(server.url)
    try {
      await step(`${title}: the server renders no tick`, async () => {
        const html = await (await fetch(proxy.url)).text()
        assert.match(html, /data-newest[^>]*>…</)
        assert.equal(proxy.count('/api/ticks'), 0)
      })
      await step(`${title}: every tick arrives once, over one dial, without a complaint`, async () => {
        const { page, problems, scripts } = await visit(browser, proxy.url)
        await page.waitForFunction(allHaveArrived, null, { timeout: 60_000 })
        assert.deepEqual(problems, [])
        assert.equal(proxy.count('/api/ticks'), 1)
        assert.equal((await scripts()).includes(developmentOnly), command !== production, `contains ${developmentOnly}`)
        await page.close()
      })
    } finally {
      await proxy.end()
      await server.end()
    }
  }
}

/** Runs in the page. The server counts from one for each dial, and the page counts too. */
function allHaveArrived() {
  const [status, newest, total] = ['status', 'newest', 'total'].map(
    (name) => document.querySelector(`[data-${name}]`)?.textContent,
  )
  return status === 'open' && newest === total && Number(total) >= 5
}
