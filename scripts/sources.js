// Tests, playground and docs read the packages from their sources, so that nothing has to be built
// first. `paths` in `tsconfig.json` names the sources: the compiler and tsx read it themselves, and
// Vite, vitest and rollup get it from here.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const config = new URL('../tsconfig.json', import.meta.url)

/** @type {{ compilerOptions: { paths: Record<string, [file: string]> } }} */
const { compilerOptions } = JSON.parse(readFileSync(config, 'utf8'))

/**
 * The source of each entry of a package, and of what the core imports from itself, by the name that
 * an import has.
 */
export const sources = new Map(
  Object.entries(compilerOptions.paths).map(([name, [file]]) => [
    name,
    fileURLToPath(new URL(file, config)),
  ]),
)

/**
 * The sources as `resolve.alias` of Vite, for whole names: a string would match
 * `@use-event-source/core/adapter` as well.
 */
export const aliases = [...sources].map(([name, replacement]) => ({
  find: new RegExp(`^${name}$`),
  replacement,
}))
