import lighthouse, { type Flags } from 'lighthouse'
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

  describe.each(Object.keys(sizes) as (keyof typeof sizes)[])('on a %s', (formFactor) => {
    test.each(Object.keys(pages) as (keyof typeof pages)[])('%s is fast, still and accessible', async (name) => {
      const flags: Flags = {
        port,
        formFactor,
        maxWaitForLoad,
        logLevel: 'error',
        onlyCategories: ['performance', 'accessibility'],
        screenEmulation: { ...sizes[formFactor], mobile: formFactor === 'mobile', deviceScaleFactor: 1 },
        ...(formFactor === 'desktop' && { throttling: desktop }),
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
    })
  })
})

/** What Lighthouse takes for a desktop: a fast line, and a processor that is not slowed down. */
const desktop = {
  rttMs: 40,
  throughputKbps: 10_240,
  cpuSlowdownMultiplier: 1,
  requestLatencyMs: 0,
  downloadThroughputKbps: 0,
  uploadThroughputKbps: 0,
}
