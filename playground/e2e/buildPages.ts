import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder with the pages as they are built. */
    pages: string
  }
}

const root = fileURLToPath(new URL('..', import.meta.url))
const vite = join(
  dirname(createRequire(import.meta.url).resolve('vite/package.json')),
  'bin/vite.js',
)

/**
 * In a process of its own: that of the tests has another `NODE_ENV`, with which Vite would bundle
 * the development builds of React and Vue.
 */
const buildPages = (folder: string) =>
  promisify(execFile)(
    process.execPath,
    [vite, 'build', root, '--outDir', folder, '--emptyOutDir', '--logLevel', 'error'],
    { env: { ...process.env, NODE_ENV: 'production' } },
  )

/**
 * Builds the pages that every server of the tests serves, once for all files, into a folder that no
 * other run writes to.
 */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'))
  await buildPages(folder)
  project.provide('pages', folder)
  project.onTestsRerun(async () => void (await buildPages(folder)))
  return () => rmSync(folder, { recursive: true })
}
