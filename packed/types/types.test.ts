import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, inject, test } from 'vitest'
import { run } from '../commands.ts'

const folder = mkdtempSync(join(tmpdir(), 'types-'))

/** The oldest that the docs name, the last that knows `node10`, and the newest. */
const versions = ['5.4', '6', '7']

const program = `
import { createEventSource, createEventState, json, useEventSource, useServerEvent } from '@use-event-source/ADAPTER'
import type { EventSourceStore } from '@use-event-source/ADAPTER'
import { createEventSource as viaNative } from '@use-event-source/core/native'

export const prices = createEventSource({ url: '/prices', events: { price: json<{ bid: number }>(), count: Number } })
prices.on('price', (event) => void event.data.bid.toFixed())
// @ts-expect-error There is no such type.
prices.on('prize', () => {})
export const sum = createEventState(prices, 0, { price: (sum, event) => sum + event.data.bid })
export const any: EventSourceStore = prices
export function usePrice() {
  const { latest } = useEventSource('/prices', { events: { price: json<{ bid: number }>() } })
  useServerEvent(prices, ['price', 'count'], (event) => {
    if (event.type === 'price') event.data.bid.toFixed()
    else event.data.toFixed()
  })
  return latest.price?.data.bid.toFixed()
}
export const native = viaNative
`

beforeAll(async () => {
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }')
  for (const adapter of ['react', 'vue'])
    writeFileSync(join(folder, `${adapter}.ts`), program.replaceAll('ADAPTER', adapter))
  const archives = ['core', 'react', 'vue'].map((name) => inject('archives')[name])
  const compilers = versions.map((version) => `typescript-${version}@npm:typescript@${version}`)
  await run(
    `npm install ${archives.join(' ')} ${compilers.join(' ')} react@19 @types/react@19 vue@3`,
    folder,
  )
}, 300_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const compile = (version: string, options: string) =>
  run(
    `node node_modules/typescript-${version}/bin/tsc react.ts vue.ts --noEmit --strict --target es2022 --lib es2023,dom --types react ${options}`,
    folder,
  )

// What Vue and React declare is theirs, and not for every compiler.
test.each(versions)('TypeScript %s compiles a program against the packed types', (version) =>
  compile(version, '--skipLibCheck --module esnext --moduleResolution bundler'),
)

test('TypeScript 5.4 finds the packed types as old resolvers do, and as Node does', async () => {
  await compile('5.4', '--skipLibCheck --module esnext --moduleResolution node10')
  await compile('5.4', '--skipLibCheck --module nodenext --moduleResolution nodenext')
})

test('TypeScript 5.4 understands every line of the types of the core', () => {
  const entries = ['core', 'core/fetch', 'core/native', 'core/adapter', 'core/tools']
  writeFileSync(
    join(folder, 'core.ts'),
    entries
      .map((entry, index) => `export * as entry${index} from '@use-event-source/${entry}'\n`)
      .join(''),
  )
  const compilerOptions = {
    noEmit: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    target: 'es2022',
    module: 'esnext',
    moduleResolution: 'bundler',
    types: [],
  }
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, files: ['core.ts'] }),
  )
  return run('node node_modules/typescript-5.4/bin/tsc -p .', folder)
})
