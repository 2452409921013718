// A program is what is measured: a function in `programs/`, bundled as an application is for
// production, and run in a process or a page of its own.
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { chromium } from 'playwright'
import type { Page } from 'playwright'
import puppeteer from 'puppeteer-core'
import { chromiumOptions } from '../scripts/engines/chromium.js'
import { missing } from '../scripts/engines/ensureEngine.js'
import { firefox } from '../scripts/engines/firefox.js'
import { grouped } from '../scripts/engines/startGroup.ts'
import { withNewestPeers } from './peers.ts'
import { published } from './published.js'

export interface Runner<Task, Report> {
  run(task: Task): Promise<Report>
  close(): Promise<void>
}

/** Runs a program in Node: each task in a process of its own. */
export async function inNode<Task, Report>(
  name: string,
  flags: readonly string[] = [],
  node = process.execPath,
): Promise<Runner<Task, Report>> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  const file = join(folder, `${name}.cjs`)
  const last = `program(JSON.parse(process.argv[2])).then((report) => process.stdout.write(JSON.stringify(report)))`
  await writeFile(file, await bundle(name, last, 'node'))
  const closing = new AbortController()
  return {
    async run(task) {
      const { stdout } = await promisify(execFile)(node, [...flags, file, JSON.stringify(task)], {
        maxBuffer: 2 ** 26,
        signal: closing.signal,
        killSignal: 'SIGKILL',
      }).catch(({ code, signal, stderr }) => {
        // The message has paths of this machine, and may be shown in the docs.
        if (stderr) console.error(stderr)
        throw new Error(`its process ended with ${signal ?? code}`)
      })
      return JSON.parse(stdout) as Report
    },
    async close() {
      closing.abort()
      await rm(folder, { recursive: true })
    },
  }
}

/** Runs a program in Chromium: each task in a page of its own. */
export async function inChromium<Task, Report>(
  name: string,
  flags: readonly string[] = [],
): Promise<Runner<Task, Report>> {
  const code = await bundle(name, 'globalThis.program = program', 'browser')
  const { args, ...options } = chromiumOptions()
  const browser = await chromium.launch({ ...options, args: [...args, ...flags] })
  return {
    async run(task) {
      const page = await browser.newPage()
      try {
        await page.exposeFunction('threadTime', await threadTimeOf(page))
        await page.addScriptTag({ content: code })
        return await page.evaluate(
          (task) => (globalThis as unknown as Loaded<Task, Report>).program(task),
          task as never,
        )
      } finally {
        await page.close()
      }
    },
    close: () => browser.close(),
  }
}

/** Runs a program in Firefox: each task in a page of its own. */
export async function inFirefox<Task, Report>(name: string): Promise<Runner<Task, Report>> {
  const code = await bundle(name, 'globalThis.program = program', 'browser')
  const path = firefox.find()
  if (!path) throw new Error(missing(firefox))
  const browser = await puppeteer.launch({
    browser: 'firefox',
    protocolTimeout: 0,
    ...grouped(path),
  })
  return {
    async run(task) {
      const page = await browser.newPage()
      try {
        // In one go: between two calls Firefox may replace the page, with all that was defined in it.
        return (await page.evaluate(
          `${code}\nglobalThis.program(${JSON.stringify(task)})`,
        )) as Report
      } finally {
        await page.close()
      }
    },
    async close() {
      // It waits for a page that is busy, and its group does not.
      await Promise.race([browser.close(), sleep(5000, undefined, { ref: false })])
      browser.process()?.stdin?.end()
    },
  }
}

/** Returns a clock: the milliseconds of processor time that the main thread of a page has used. */
async function threadTimeOf(page: Page): Promise<() => Promise<number>> {
  const devTools = await page.context().newCDPSession(page)
  await devTools.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await devTools.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? NaN) * 1000
  }
}

interface Loaded<Task, Report> {
  program(task: Task): Promise<Report>
}

async function bundle(name: string, last: string, platform: 'node' | 'browser'): Promise<string> {
  const { outputFiles } = await build({
    ...published,
    stdin: {
      contents: `import { ${name} as program } from './programs/${name}.ts'\n${last}`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    bundle: true,
    write: false,
    plugins: [withNewestPeers],
    platform,
    format: platform === 'node' ? 'cjs' : 'iife',
    target: platform === 'node' ? 'node20' : 'esnext',
    conditions: ['production'],
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  })
  return outputFiles[0]?.text ?? ''
}
