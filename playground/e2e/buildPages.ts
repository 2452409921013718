import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { TestProject } from 'vitest/node'

const root = fileURLToPath(new URL('..', import.meta.url))
const vite = join(
  dirname(createRequire(import.meta.url).resolve('vite/package.json')),
  'bin/vite.js',
)

/**
 * In a process of its own: that of the tests has another `NODE_ENV`, with which Vite would bundle
 * the development builds of React and Vue.
 */
const buildPages = () =>
  promisify(execFile)(process.execPath, [vite, 'build', root, '--logLevel', 'error'], {
    env: { ...process.env, NODE_ENV: 'production' },
  })

/** Builds the pages that every server of the tests serves, once for all files. */
export default async function setup(project: TestProject): Promise<void> {
  await buildPages()
  project.onTestsRerun(async () => void (await buildPages()))
}
