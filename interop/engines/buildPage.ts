import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { pages } from '../place.ts'

/** Builds the page that plays scenarios. */
export async function buildPage(): Promise<void> {
  mkdirSync(`${pages}/player`, { recursive: true })
  writeFileSync(
    `${pages}/player/index.html`,
    '<!doctype html><title>Player</title><script type="module" src="player.js"></script>',
  )
  await build({
    entryPoints: [fileURLToPath(new URL('page.ts', import.meta.url))],
    outfile: `${pages}/player/player.js`,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
  })
}
