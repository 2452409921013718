import { createContext, runInContext } from 'node:vm'
import { fileURLToPath } from 'node:url'
import { startScriptedServer } from '@use-event-source/testing/server'
import type { ScriptedServer } from '@use-event-source/testing/server'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type * as core from '../index.ts'
import { patience } from './story.test.helper.ts'

let server: ScriptedServer
let code: string
beforeAll(async () => {
  server = await startScriptedServer()
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../index.ts', import.meta.url))],
    alias: {
      '#development': fileURLToPath(new URL('../development/development.ts', import.meta.url)),
    },
    bundle: true,
    format: 'iife',
    globalName: 'core',
    target: 'es2022',
    write: false,
  })
  code = outputFiles[0]!.text
})
afterAll(() => server.close())

/** All that React Native has of a web platform, and that the library needs. */
const platform = {
  setTimeout,
  clearTimeout,
  queueMicrotask,
  performance,
  console,
  URL,
  TextDecoder,
  TextEncoder,
  AbortController,
  Headers,
  // Its answers have a text, and no body that can be read piece by piece.
  Response: class {},
  fetch: async (url: string) => {
    const { status, headers } = await fetch(url)
    return { status, headers, url, text: async () => '' }
  },
}

/** Runs the library where there is nothing else, and listens to numbers. */
function listen(
  url: string,
  globals: object,
  transport?: (library: typeof core) => core.Transport,
) {
  const library: typeof core = runInContext(
    `${code}; core`,
    createContext({ ...platform, ...globals }),
  )
  const numbers: number[] = []
  const source = library.createEventSource({
    url,
    events: { number: Number },
    ...(transport && { transport: transport(library) }),
  })
  source.on('number', (event) => numbers.push(event.data))
  return { source, numbers }
}

test('on the platform of React Native, a fetch that streams carries it', async () => {
  const url = server.url(
    { do: 'numbers', upTo: 3, retry: 1, then: 'reset' },
    { do: 'numbers', upTo: 6 },
  )
  const { source, numbers } = listen(url, {}, ({ fetchTransport }) => fetchTransport({ fetch }))
  await vi.waitFor(() => expect(numbers).toEqual([1, 2, 3, 4, 5, 6]), patience)
  source.close()
})

test('on the platform of React Native, a polyfill of EventSource carries it', async () => {
  class EventSource extends EventTarget {
    constructor() {
      super()
      queueMicrotask(() => {
        this.dispatchEvent(new Event('open'))
        this.dispatchEvent(new MessageEvent('number', { data: '7' }))
      })
    }
    close() {}
  }
  const { source, numbers } = listen('https://api.example/numbers', { EventSource })
  await vi.waitFor(() => expect(numbers).toEqual([7]), patience)
  source.close()
})

test('on the platform of React Native, with neither, the failure says what to do', async () => {
  const { source } = listen(server.url({ do: 'numbers', upTo: 3 }), {})
  await vi.waitFor(() => expect(source.getSnapshot().status).toBe('closed'), patience)
  expect(source.getSnapshot().failure?.message).toContain('fetchTransport({ fetch })')
})
