// What the docs say of Vite's development proxy, tried with Vite itself.
import { createEventSource, fetchTransport, json } from '@use-event-source/core'
import { remoteServer } from '@use-event-source/testing'
import { startScriptedServer } from '@use-event-source/testing/server'
import { createServer } from 'vite'
import type { ProxyOptions } from 'vite'
import { expect, onTestFinished, test } from 'vitest'
import config from '../snippets/viteProxy.ts'

/** Long enough for a machine that has other things to do. */
const patience = { timeout: 20_000 }

/**
 * Reads a stream through Vite's proxy. Its server is killed in the middle of an event, and goes on at
 * the next request.
 */
async function readThrough(options: ProxyOptions) {
  const backend = await startScriptedServer()
  onTestFinished(() => backend.close())
  const proxy = { '/': { ...options, target: backend.origin } }
  const vite = await createServer({
    configFile: false,
    logLevel: 'silent',
    server: { port: 0, host: '127.0.0.1', hmr: false, proxy },
  })
  onTestFinished(() => vite.close())
  await vite.listen()

  const [origin = ''] = vite.resolvedUrls?.local ?? []
  const proxied = remoteServer(new URL(origin).origin)
  const url = proxied.url({ do: 'numbers', upTo: 3, retry: 1, then: 'reset' }, { do: 'numbers', upTo: 6 })
  const source = createEventSource({
    url,
    events: { number: json<number>() },
    transport: fetchTransport(),
    retry: () => 1,
  })
  onTestFinished(source.close)
  const numbers: number[] = []
  source.on('number', ({ data }) => numbers.push(data))
  return { source, numbers, seen: () => proxied.seen(url) }
}

test("Vite's proxy says nothing of a server that was killed: the stream stays open", { timeout: 60_000 }, async () => {
  const { source, numbers, seen } = await readThrough({})
  await expect.poll(() => numbers, patience).toEqual([1, 2, 3])
  await expect.poll(async () => (await seen()).sockets, patience).toBe(0)
  expect((await seen()).requests).toHaveLength(1)
  expect(source.getSnapshot().status).toBe('open')
})

test('with the lines of the docs, the stream reconnects and misses nothing', { timeout: 60_000 }, async () => {
  const { numbers } = await readThrough(config.server?.proxy?.['/prices'] as ProxyOptions)
  await expect.poll(() => numbers, patience).toEqual([1, 2, 3, 4, 5, 6])
})
