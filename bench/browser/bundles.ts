import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { withNewestPeers } from '../peers.ts'
import { published } from '../published.js'

const folder = fileURLToPath(new URL('pages', import.meta.url))

/** The pages that the bench can open: one for each library and framework. */
const bundles = [
  'react/ours',
  'react/devtools',
  'react/websocket',
  'react/byHand',
  'react/plainStore',
  'vue/ours',
  'vue/vueuse',
  'vue/byHand',
  'vue/plainStore',
  'raw/native',
  'raw/counter',
] as const

export type Bundle = (typeof bundles)[number]

export type Mode = 'production' | 'development'

export const pagePath = (bundle: Bundle, mode: Mode = 'production'): string => `/${mode}/${bundle}`

/**
 * Builds every page in memory, as an application would be built, and returns what is served under
 * which path.
 */
export async function buildAssets(
  modes: readonly Mode[] = ['production'],
): Promise<Map<string, string>> {
  const assets = new Map<string, string>()
  for (const mode of modes) {
    const { outputFiles } = await build({
      ...published,
      absWorkingDir: folder,
      entryPoints: bundles.map((bundle) => `./${bundle}`),
      outdir: mode,
      write: false,
      bundle: true,
      plugins: [withNewestPeers],
      minify: mode === 'production',
      format: 'esm',
      target: 'es2022',
      jsx: 'automatic',
      conditions: [mode],
      logLevel: 'error',
      define: {
        'process.env.NODE_ENV': JSON.stringify(mode),
        __VUE_OPTIONS_API__: 'true',
        __VUE_PROD_DEVTOOLS__: 'false',
        __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
      },
    })
    for (const { path, text } of outputFiles) {
      const script = path.slice(folder.length).replaceAll('\\', '/')
      assets.set(script, text)
      const head =
        '<!doctype html><meta charset="utf-8"><title>bench</title><link rel="icon" href="data:,">'
      assets.set(
        script.replace(/\.js$/, ''),
        `${head}<div id="host"></div><script type="module" src="${script}"></script>`,
      )
    }
  }
  return assets
}

/** Builds the page of one contestant that shares a stream between tabs, as a script. */
export async function buildTabsPage(name: string): Promise<string> {
  const { outputFiles } = await build({
    ...published,
    absWorkingDir: folder,
    entryPoints: [`./tabs/${name}`],
    write: false,
    bundle: true,
    plugins: [withNewestPeers],
    minify: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['production'],
  })
  return outputFiles[0]!.text
}
