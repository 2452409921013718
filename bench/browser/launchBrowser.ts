import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { chromium as engine, chromiumOptions } from '../../scripts/engines/chromium.js'
import { ensureEngine } from '../../scripts/engines/ensureEngine.js'
import { createDevTools } from './devTools.ts'
import { until } from './until.ts'
import type { PageApi } from './pages/page.ts'

/** A page of the bench, controlled through the DevTools. */
export interface Page {
  /** Calls a function of the page, and waits for its promise. */
  call<Name extends keyof PageApi>(
    name: Name,
    ...args: Parameters<PageApi[Name]>
  ): Promise<Awaited<ReturnType<PageApi[Name]>>>
  /** Runs a piece of JavaScript, and waits for its promise. */
  evaluate(expression: string): Promise<any>
  /** Returns how long the main thread has worked, in milliseconds of CPU. */
  work(): Promise<number>
  /** Returns what is in memory after a collection. */
  memory(): Promise<Memory>
  /**
   * Returns how far the clock of the page, counted from its start, is behind that of
   * `process.hrtime`, in milliseconds.
   */
  clockOffset(): Promise<number>
  close(): Promise<void>
}

interface Memory {
  /** Bytes. */
  readonly heap: number
  readonly listeners: number
}

export interface Browser {
  open(url: string): Promise<Page>
  close(): Promise<void>
}

const flags = [
  '--headless=new',
  '--remote-debugging-pipe',
  '--no-default-browser-check',
  '--disable-extensions',
  '--disable-breakpad',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--mute-audio',
  'about:blank',
]

/**
 * Launches Chromium with nothing but a pipe to its DevTools. Drivers enable the Network domain,
 * which makes every event of an `EventSource` cost three times as much.
 */
export async function launchBrowser(): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'bench-chromium-'))
  const args = [...chromiumOptions().args, `--user-data-dir=${profile}`, ...flags]
  // It ends when the pipe does, and so never outlives this process.
  const chromium = spawn(ensureEngine(engine), args, {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  })
  const gone = new Promise<void>((resolve) => {
    chromium.once('exit', () => resolve())
    chromium.once('error', () => resolve())
  })
  const { send, end } = createDevTools(chromium.stdio[3] as Writable, chromium.stdio[4] as Readable)
  void gone.then(end)

  async function close() {
    const closed = send('Browser.close').then(
      () => gone,
      () => {},
    )
    await Promise.race([closed, sleep(5000, undefined, { ref: false })])
    chromium.kill('SIGKILL')
    await gone
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }

  try {
    await send('Browser.getVersion')
  } catch (error) {
    await close()
    throw error
  }
  return {
    async open(url) {
      const { targetId } = await send('Target.createTarget', { url })
      const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true })
      const call = (method: string, params: object = {}) => send(method, params, sessionId)
      await call('Performance.enable', { timeDomain: 'threadTicks' })

      async function evaluate(expression: string) {
        const { result, exceptionDetails } = await call('Runtime.evaluate', {
          expression,
          awaitPromise: true,
          returnByValue: true,
        })
        if (exceptionDetails)
          throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
        return result.value
      }
      async function metric(name: string): Promise<number> {
        const { metrics } = await call('Performance.getMetrics')
        return metrics.find((metric: { name: string }) => metric.name === name).value
      }
      // A target has no document to evaluate in until the first one has loaded.
      const isReady = () => evaluate(`'bench' in globalThis`).catch(() => false)
      if (!(await until(isReady))) throw new Error(`The page ${url} does not start.`)

      return {
        evaluate,
        call: (name, ...args) => evaluate(`bench.${name}(...${JSON.stringify(args)})`),
        work: async () => (await metric('ThreadTime')) * 1000,
        async memory() {
          for (let i = 0; i < 3; i++) await call('HeapProfiler.collectGarbage')
          const { usedSize } = await call('Runtime.getHeapUsage')
          const { jsEventListeners } = await call('Memory.getDOMCounters')
          return { heap: usedSize, listeners: jsEventListeners }
        },
        async clockOffset() {
          const before = now()
          const here = (await metric('Timestamp')) * 1000
          // Both read the same clock of the system, or else the moment is one between the question
          // and the answer.
          const skew = Math.min(Math.max(0, before - here), now() - here)
          return (await metric('NavigationStart')) * 1000 + skew
        },
        async close() {
          await send('Target.closeTarget', { targetId })
        },
      }
    },
    close,
  }
}

/** Returns the monotonic time of the system, in milliseconds. */
export const now = (): number => Number(process.hrtime.bigint()) / 1e6
