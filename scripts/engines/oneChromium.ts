import { chromium, type Browser } from 'playwright'
import type { Environment } from 'vitest/runtime'
import { shellOptions } from './chromium.js'

declare global {
  /** Returns the Chromium of this worker, which the first test that asks for it launches. */
  var oneChromium: () => Promise<Browser>
}

/**
 * An environment for tests that visit pages: all files of a worker share a browser, and it ends with
 * the worker.
 */
export default {
  name: 'one-chromium',
  viteEnvironment: 'ssr',
  setup(global: typeof globalThis) {
    let browser: Promise<Browser> | undefined
    global.oneChromium = () => (browser ??= chromium.launch(shellOptions()))
    return {
      async teardown() {
        await (await browser)?.close()
      },
    }
  },
} satisfies Environment
