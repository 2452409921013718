import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import type { TestProject } from 'vitest/node'

const root = fileURLToPath(new URL('..', import.meta.url))

const buildPages = () => build({ root, mode: 'production', logLevel: 'error' })

/** Builds the pages that every server of the tests serves, once for all files. */
export default async function setup(project: TestProject): Promise<void> {
  await buildPages()
  project.onTestsRerun(async () => void (await buildPages()))
}
