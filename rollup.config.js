// Builds the package in the current folder: one ES module and one declaration file for each of its
// `exports`, and one module for each of the forms that its `imports` may take.
import { readFileSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { defineConfig } from 'rollup'
import { dts } from 'rollup-plugin-dts'
import esbuild from 'rollup-plugin-esbuild'
import preserveDirectives from 'rollup-preserve-directives'
import { sources } from './scripts/sources.js'

const manifest = JSON.parse(readFileSync('package.json', 'utf8'))
const input = Object.fromEntries(
  Object.entries(manifest.exports).map(([path, entry]) => [
    basename(entry.default, '.js'),
    sources.get(manifest.name + path.slice(1)),
  ]),
)
/**
 * The forms of what the package imports from itself (`#development`), whose names stay in the
 * modules that import them.
 */
const forms = Object.entries(manifest.imports ?? {}).flatMap(([name, built]) =>
  [...new Set(Object.values(built))].map((file) => ({
    source: join(dirname(sources.get(name)), `${basename(file, '.js')}.ts`),
    file,
  })),
)
const names = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })

// Without `tsconfig: false` the compiler's `strict` puts 'use strict' before 'use client'.
const modules = esbuild({ tsconfig: false, target: 'es2022', jsx: 'automatic' })

const shared = {
  input,
  external: (id) =>
    /^(node:|#)/.test(id) || names.some((name) => id === name || id.startsWith(`${name}/`)),
  onwarn(warning) {
    // An entry that is imported for its effect declares nothing.
    if (warning.code === 'EMPTY_BUNDLE') return
    throw new Error(warning.message)
  },
}

/**
 * Whether a module has a directive, which is about all that stands in its file: then each module
 * stays a file, and a server component may call what has none.
 */
const preserveModules = readdirSync('src').some(
  (name) =>
    name.endsWith('.ts') && readFileSync(join('src', name), 'utf8').startsWith("'use client'"),
)

rmSync('dist', { recursive: true, force: true })

export default defineConfig([
  {
    ...shared,
    plugins: [modules, preserveDirectives()],
    output: {
      dir: 'dist',
      format: 'es',
      sourcemap: true,
      chunkFileNames: '[name].js',
      preserveModules,
    },
  },
  // Each on its own: what they shared with each other or with an entry would be a file that is
  // loaded in both modes.
  ...forms.map(({ source, file }) => ({
    ...shared,
    input: source,
    plugins: [modules],
    output: { file, format: 'es', sourcemap: true },
  })),
  {
    ...shared,
    // A declaration that names `#development` would find modules there, and no types.
    external: (id) => !id.startsWith('#') && shared.external(id),
    plugins: [
      { name: 'declare-forms', resolveId: (id) => (id.startsWith('#') ? sources.get(id) : null) },
      dts({ tsconfig: '../../tsconfig.json', compilerOptions: { paths: {} } }),
    ],
    output: { dir: 'dist', format: 'es', chunkFileNames: '[name].d.ts' },
  },
])
