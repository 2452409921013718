import lighthouse, { type Flags } from 'lighthouse'
import { pageFunctions } from 'lighthouse/core/lib/page-functions.js'
import { chromium, type Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { startServer, type RunningServer } from '../../../playground/e2e/startServer.ts'
import { chromiumOptions } from '../../../scripts/engines/chromium.js'
import { freePort } from '../../../packed/freePort.ts'

const sizes = { desktop: { width: 1280, height: 900 }, mobile: { width: 390, height: 844 } } as const
const schemes = { dark: 0, light: 1 } as const

/** Streams stay open, so the network is never quiet. */
const maxWaitForLoad = 15_000

let playground: RunningServer
beforeAll(async () => {
  // The site is being built.
  await fetch(inject('site'))
  playground = await startServer()
})
afterAll(() => playground.kill())

const pages = {
  'the home page': () => inject('site'),
  'a reference page': () => `${inject('site')}/reference/useEventSource`,
  'the playground': () => playground.url,
}

describe.each(Object.keys(schemes) as (keyof typeof schemes)[])('in the %s', (scheme) => {
  let browser: Browser
  let port: number
  beforeAll(async () => {
    port = await freePort()
    const { args, ...options } = chromiumOptions()
    const extra = [`--remote-debugging-port=${port}`, `--blink-settings=preferredColorScheme=${schemes[scheme]}`]
    browser = await chromium.launch({ ...options, args: [...args, ...extra] })
  })
  afterAll(() => browser.close())

  /** Returns how much slower than this machine that one is. */
  async function slowdownTo(formFactor: keyof typeof sizes): Promise<number> {
    const page = await browser.newPage()
    const speed = await page.evaluate(pageFunctions.computeBenchmarkIndex)
    await page.close()
    return Math.max(1, speed / speeds[formFactor])
  }

  describe.each(Object.keys(sizes) as (keyof typeof sizes)[])('on a %s', (formFactor) => {
    test.each(Object.keys(pages) as (keyof typeof pages)[])('%s is fast, still and accessible', async (name) => {
      const flags: Flags = {
        port,
        formFactor,
        maxWaitForLoad,
        logLevel: 'error',
        onlyCategories: ['performance', 'accessibility'],
        onlyAudits: ['errors-in-console'],
        screenEmulation: { ...sizes[formFactor], mobile: formFactor === 'mobile', deviceScaleFactor: 1 },
        throttling: { ...lines[formFactor], cpuSlowdownMultiplier: await slowdownTo(formFactor) },
      }
      const { categories, audits } = (await lighthouse(pages[name](), flags))!.lhr
      const score = (category: string) => Math.round((categories[category]!.score ?? 0) * 100)
      const shift = audits['cumulative-layout-shift']!.numericValue
      console.log(
        `${name}, ${formFactor}, ${scheme}: performance ${score('performance')}, ` +
          `accessibility ${score('accessibility')}, layout shift ${shift?.toFixed(3)}`,
      )
      expect.soft(score('performance')).toBeGreaterThanOrEqual(95)
      expect.soft(score('accessibility')).toBeGreaterThanOrEqual(95)
      expect.soft(shift).toBeLessThan(0.001)
      expect.soft(audits['errors-in-console']!.details).toMatchObject({ items: [] })
    })
  })
})

/**
 * How fast processors are, as Lighthouse measures it. Its phone is four times as slow as the machine
 * of a developer; a machine of CI may be twice as slow as that itself, and more while it is busy.
 */
const speeds = { desktop: 1500, mobile: 375 }

/** Lighthouse's lines: a fast one, and a slow 4G. */
const lines = {
  desktop: {
    rttMs: 40,
    throughputKbps: 10_240,
    requestLatencyMs: 0,
    downloadThroughputKbps: 0,
    uploadThroughputKbps: 0,
  },
  mobile: {
    rttMs: 150,
    throughputKbps: 1638.4,
    requestLatencyMs: 562.5,
    downloadThroughputKbps: 1474.56,
    uploadThroughputKbps: 675,
  },
}
