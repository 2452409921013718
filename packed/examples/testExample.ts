import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run, serve } from '../commands.ts'
import { freePort } from '../freePort.ts'
import { installPacked } from '../installPacked.ts'
import { launch, visit } from '../visit.ts'

interface Example {
  /** Its folder in `examples/`. */
  readonly name: string
  readonly adapter: 'react' | 'vue'
  /** The options that make its commands listen on this port of the loopback interface. */
  readonly listenOn: (port: number) => string
  /** The commands that serve it for development. */
  readonly dev: readonly string[]
  /** Whether it renders on the server, too. */
  readonly isRendered?: boolean
  /** Checks the page that is served for development further. */
  readonly inDevelopment?: (page: Page) => Promise<void>
}

const production = 'npm start --'

/**
 * Words that only the checks for programmers contain, which a build for production has to leave
 * out.
 */
const developmentOnly = ['streams-many', 'use-event-source devtools']

/**
 * Installs the packages into a copy of an app of `examples/`, and visits what each of its commands
 * serves.
 */
export function testExample({
  name,
  adapter,
  listenOn,
  dev,
  isRendered = true,
  inDevelopment,
}: Example): void {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`))
  let browser: Browser

  beforeAll(async () => {
    cpSync(fileURLToPath(new URL(`../../examples/${name}`, import.meta.url)), folder, {
      recursive: true,
      filter: (path) =>
        !/\/(node_modules|\.next|\.nuxt|\.output|dist|package-lock\.json)$/.test(path),
    })
    browser = await launch()
    return () => browser.close()
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('installs the packages', () => installPacked(adapter, folder, 'devtools'))

  test('builds', () => run('npm run build', folder))

  describe.each([production, ...dev])('%s', (command) => {
    let url: string
    let visited: Awaited<ReturnType<typeof visit>>

    beforeAll(async () => {
      const port = await freePort()
      // Nitro's server has no options, and reads these.
      const env = { HOST: '127.0.0.1', PORT: String(port) }
      const server = await serve(`${command} ${listenOn(port)}`, folder, env)
      url = server.url
      return () => server.end()
    })

    test.runIf(isRendered)('renders no tick on the server', async () => {
      const html = await (await fetch(url)).text()
      expect(html).toMatch(/data-newest[^>]*>…</)
    })

    test('shows every tick once, over one stream, without a complaint', async () => {
      visited = await visit(browser, url)
      await visited.page.waitForFunction(allHaveArrived, null, { timeout: 60_000 })
      expect(visited.problems).toEqual([])
      expect(visited.requests.filter((path) => path === '/api/ticks')).toHaveLength(1)
    })

    test(`${command === production ? 'leaves out' : 'contains'} checks and devtools for programmers`, async () => {
      const scripts = await visited.scripts()
      const found = developmentOnly.filter((words) => scripts.includes(words))
      expect(found).toEqual(command === production ? [] : developmentOnly)
      const buttons = await visited.page.locator('[data-use-event-source=button]').count()
      expect(buttons).toBe(command === production ? 0 : 1)
    })

    test.skipIf(command === production)('shows its stream in the panel', async () => {
      const { page } = visited
      await page.getByRole('button', { name: 'SSE' }).click()
      const panel = page.getByRole('region', { name: 'Event streams' })
      await panel.getByRole('button', { name: '/api/ticks' }).waitFor()
      await panel.getByRole('tab', { name: 'Events' }).click()
      await panel.getByRole('option', { name: '"count"' }).first().waitFor()
      await page.getByRole('button', { name: 'SSE' }).click()
    })

    test.runIf(inDevelopment && command !== production)('shows it in other tools', () =>
      inDevelopment!(visited.page),
    )
  })
}

/** Runs in the page. The server counts from one for each dial, and the page counts too. */
function allHaveArrived() {
  const [status, newest, total] = ['status', 'newest', 'total'].map(
    (name) => document.querySelector(`[data-${name}]`)?.textContent,
  )
  return status === 'open' && newest === total && Number(total) >= 5
}
