import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fakeTransport } from '@use-event-source/testing'
import { renderToString } from '@vue/server-renderer'
import { build } from 'esbuild'
import { createPinia, defineStore } from 'pinia'
import { expect, test } from 'vitest'
import { createSSRApp, h } from 'vue'
import { events } from '../../../contract/stage.ts'
import { useEventSource } from './index.ts'
import type { Transport } from './index.ts'

const storeOf = (transport: Transport) =>
  defineStore('live', () => useEventSource('/prices', { events, transport }))

test('dials nothing on a server for a store that a component uses', async () => {
  const transport = fakeTransport()
  const useStore = storeOf(transport)
  const app = createSSRApp({
    setup() {
      const live = useStore()
      return () => h('p', live.status)
    },
  })
  expect(await renderToString(app.use(createPinia()))).toBe('<p>idle</p>')
  expect(transport.dials).toEqual([])
})

test('dials nothing on a server for a store that a route guard uses, and sends nothing of it to the page', () => {
  const transport = fakeTransport()
  const pinia = createPinia()
  const app = createSSRApp({ render: () => null }).use(pinia)
  app.runWithContext(() => storeOf(transport)(pinia))
  expect(transport.dials).toEqual([])
  expect(JSON.stringify(pinia.state.value)).toBe('{"live":{"latest":{}}}')
})

/** A server that renders three pages, whose guard uses a store of a relative URL, and ends. */
const program = `
  import { renderToString } from '@vue/server-renderer'
  import { createPinia, defineStore } from 'pinia'
  import { createSSRApp, h } from 'vue'
  import { json, useEventSource } from './index.ts'

  const useLive = defineStore('live', () => useEventSource('/api/prices', { events: { price: json() } }))
  async function main() {
    for (let i = 0; i < 3; i++) {
      const pinia = createPinia()
      const app = createSSRApp({ setup: () => () => h('p', useLive().status) })
      app.use(pinia)
      useLive(pinia)
      console.log(await renderToString(app))
    }
  }
  void main()
`

test(
  'a process renders pages, and nothing of a stream ends it or keeps it',
  { timeout: 60_000 },
  async () => {
    const { outputFiles } = await build({
      stdin: { contents: program, resolveDir: import.meta.dirname },
      tsconfig: join(import.meta.dirname, '../../../tsconfig.json'),
      bundle: true,
      format: 'cjs',
      platform: 'node',
      write: false,
    })
    const answer = execFileSync(process.execPath, { encoding: 'utf8', input: outputFiles[0]!.text })
    expect(answer.trim().split('\n')).toEqual(['<p>idle</p>', '<p>idle</p>', '<p>idle</p>'])
  },
)
