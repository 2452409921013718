import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join, relative } from 'node:path'
import vue from '@vitejs/plugin-vue'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { providers } from './scripts/engines/providers.ts'
import { aliases } from './scripts/sources.js'

const all = 'packages/*/src/**/*.test.{ts,tsx}'
const dom = 'packages/*/src/**/*.dom.test.{ts,tsx}'
/** The code that the pages of `docs` show has its tests beside it, or is one. */
const shown = 'docs/{recipes,snippets}/**/*.dom.test.{ts,tsx}'
const browser = 'packages/*/src/**/*.browser.test.{ts,tsx}'
/**
 * Tests that are about one version of React or Vue say so: `useEventSource.react19.dom.test.tsx`.
 */
const oldest = 'packages/*/src/**/*.{react18,vue33}.*'
const newest = 'packages/*/src/**/*.{react19,vue35}.*'
/**
 * A chat of the AI SDK reads on when its component is gone, and would set timers by the fake clock
 * of the next file.
 */
const alone = 'docs/recipes/ai-sdk/*.dom.test.*'
/** What a test prints unexpectedly fails it. */
const quiet = { setupFiles: ['scripts/failOnOutput.ts'] }
/** Tests without a browser. Long enough for each of them on a machine that is busy. */
const unit = { ...quiet, testTimeout: 30_000 }
/** Their files share workers, but none of our modules. */
const sharing = {
  ...unit,
  isolate: false,
  setupFiles: ['scripts/freshModules.ts', ...quiet.setupFiles],
}

/** Tests of components, in a page of jsdom. */
const inPage = {
  ...sharing,
  environment: 'jsdom' as const,
  setupFiles: [...sharing.setupFiles, 'scripts/failOnDials.ts'],
}

export default defineConfig(({ mode }) => {
  // `npm run test:built` runs the same tests against what is published.
  const built = mode === 'built'
  const shared = {
    extends: true as const,
    plugins: built ? [testBuilt] : [],
    resolve: { alias: built ? [] : aliases },
  }

  /**
   * The tests of an adapter that render, again, on what `compat/` has installed. A testing library
   * there finds the old peers beside it.
   */
  function onOldest(name: string, adapter: string, libraries: string[]) {
    const find = new RegExp(`^(${libraries.join('|')})(?=/|$)`)
    const peers = { find, replacement: join(import.meta.dirname, 'compat/node_modules/$1') }
    const old = { ...shared, resolve: { alias: [...shared.resolve.alias, peers] } }
    return [
      {
        ...old,
        test: {
          ...sharing,
          name: `${name}-node`,
          include: [`packages/${adapter}/src/server.test.*`],
        },
      },
      {
        ...old,
        test: {
          ...inPage,
          name: `${name}-dom`,
          include: [dom.replace('*', adapter)],
          exclude: [newest],
        },
      },
    ]
  }

  /** The tests of real pages. The engines share a server, which transforms each module once. */
  const inEngines = {
    ...shared,
    define: {
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    // What is found late makes Vite reload the page in the middle of a test.
    optimizeDeps: {
      include: [
        'react',
        'react-dom',
        'react-dom/client',
        'react-dom/server',
        'react/jsx-runtime',
        'react/jsx-dev-runtime',
        'vue',
        '@vue/server-renderer',
        'vitest-browser-react',
        'vitest-browser-vue',
        'axe-core',
        '@tanstack/devtools',
        '@tanstack/react-devtools',
      ],
    },
    test: {
      ...quiet,
      testTimeout: 60_000,
      name: 'browser',
      include: [browser],
      globalSetup: ['scripts/serveBrowserTests.ts'],
      browser: {
        enabled: true,
        instances: (['chromium', 'firefox', 'webkit'] as const).map((engine) => ({
          browser: engine,
          name: `browser-${engine}`,
          provider: providers[engine],
          provide: { engine },
        })),
        headless: true,
        fileParallelism: false,
        screenshotFailures: false,
      },
    },
  }

  return {
    test: {
      maxWorkers: '100%',
      // `npm run test:random`: the random tests, with a hundred times as many runs.
      env: mode === 'random' ? { RANDOM_RUNS: '100' } : {},
      // A terminal has a list of the files that run, in place of lines.
      reporters: process.stdout.isTTY ? ['default'] : ['default', './scripts/printStart.ts'],
      projects: [
        {
          ...shared,
          test: {
            ...sharing,
            name: 'node',
            include: [
              all,
              '{scripts,interop}/**/*.test.ts',
              'docs/{checks/*,recipes/**/*}.test.ts',
            ],
            exclude: [dom, shown, browser],
          },
        },
        {
          ...shared,
          plugins: [...shared.plugins, vue()],
          test: {
            ...inPage,
            name: 'dom',
            include: [dom, shown],
            exclude: [oldest, alone],
          },
        },
        {
          ...shared,
          plugins: [...shared.plugins, vue()],
          test: { ...inPage, isolate: true, name: 'dom-alone', include: [alone] },
        },
        ...onOldest('react-18', 'react', ['react', 'react-dom', '@testing-library/react']),
        ...onOldest('vue-3.3', 'vue', ['vue', '@vue/server-renderer', '@testing-library/vue']),
        inEngines,
        {
          ...shared,
          test: {
            ...visiting,
            name: 'e2e',
            include: ['playground/e2e/**/*.test.ts'],
            globalSetup: ['playground/e2e/buildPages.ts'],
          },
        },
        {
          ...shared,
          test: {
            ...visiting,
            name: 'site',
            include: ['docs/checks/site/*.test.ts'],
            globalSetup: ['docs/checks/site/serveSite.ts'],
          },
        },
        ...(mode === 'long' ? [long] : []),
        ...(mode === 'audit' ? [audit] : []),
      ],
    },
  }
})

/** The tests that visit built pages in Chromium, which the files of a worker share. */
const visiting = {
  isolate: false,
  environment: './scripts/engines/oneChromium.ts',
  // After the tests that compute, and those in other browsers: beside these a page has too little of
  // a core. Alone it waits for much of its time.
  sequence: { groupOrder: 1 },
  maxWorkers: 2 * availableParallelism(),
  // A CI machine may stall for a second; the report names what was tried twice.
  retry: process.env.CI ? 1 : 0,
  expect: { poll: { timeout: 20_000 } },
  testTimeout: 60_000,
  hookTimeout: 60_000,
}

/** `npm run test:long`: what has to wait for minutes. */
const long = {
  extends: true as const,
  test: {
    name: 'long',
    include: ['playground/long/**/*.test.ts'],
    globalSetup: ['playground/e2e/buildPages.ts'],
    expect: { poll: { timeout: 20_000 } },
    testTimeout: 600_000,
    hookTimeout: 60_000,
  },
}

/** `npm run test:pages`: Lighthouse, which needs a machine that does nothing else. */
const audit = {
  extends: true as const,
  test: {
    name: 'audit',
    include: ['docs/checks/audit/*.test.ts'],
    globalSetup: ['playground/e2e/buildPages.ts', 'docs/checks/site/serveSite.ts'],
    testTimeout: 240_000,
    hookTimeout: 120_000,
  },
}

/**
 * Lets the tests of an adapter, which import the file beside them, meet the built package where
 * `index.ts` exports that file.
 */
const testBuilt: Plugin = {
  name: 'test-built',
  enforce: 'pre',
  resolveId(id, importer) {
    if (!id.startsWith('.') || !importer || !/\.test\.(helper\.)?tsx?$/.test(importer)) return null
    const file = join(dirname(importer), id)
    const [root] = /^.*\/packages\/[^/]+\//.exec(file) ?? []
    if (!root) return null
    const name = relative(join(root, 'src'), file)
    const isPublic =
      name === 'index.ts' ||
      readFileSync(join(root, 'src/index.ts'), 'utf8').includes(`'./${name}'`)
    return isPublic ? join(root, 'dist/index.js') : null
  },
}
