// Builds the package in the current folder: one ES module and one declaration file for each of its `exports`.
import { readFileSync, rmSync } from 'node:fs'
import { defineConfig } from 'rollup'
import { dts } from 'rollup-plugin-dts'
import esbuild from 'rollup-plugin-esbuild'
import preserveDirectives from 'rollup-preserve-directives'

const manifest = JSON.parse(readFileSync('package.json', 'utf8'))
const entries = Object.values(manifest.exports).filter((entry) => entry.default?.endsWith('.js'))
const input = Object.fromEntries(
  entries.map((entry) => [entry.default.slice('./dist/'.length, -'.js'.length), entry['@use-event-source/source']]),
)
const names = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })

const shared = {
  input,
  external: (id) => id.startsWith('node:') || names.some((name) => id === name || id.startsWith(`${name}/`)),
  onwarn(warning) {
    throw new Error(warning.message)
  },
}

rmSync('dist', { recursive: true, force: true })

export default defineConfig([
  {
    ...shared,
    // Without `tsconfig: false` the compiler's `strict` puts 'use strict' before 'use client'.
    plugins: [esbuild({ tsconfig: false, target: 'es2022', jsx: 'automatic' }), preserveDirectives()],
    output: { dir: 'dist', format: 'es', sourcemap: true, chunkFileNames: '[name].js' },
  },
  {
    ...shared,
    plugins: [dts({ tsconfig: '../../tsconfig.json', compilerOptions: { customConditions: [] } })],
    output: { dir: 'dist', format: 'es', chunkFileNames: '[name].d.ts' },
  },
])
