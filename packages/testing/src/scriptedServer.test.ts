import { createEventSource, json } from '@use-event-source/core'
import type { EventSourceOptions } from '@use-event-source/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { remoteServer } from './script.ts'
import { startScriptedServer } from './scriptedServer.ts'
import type { ScriptedServer } from './scriptedServer.ts'

let server: ScriptedServer
beforeAll(async () => {
  server = await startScriptedServer({
    streams: { greeting: new TextEncoder().encode('data: hello\n\n') },
  })
})
afterAll(() => server.close())

const events = { number: json<number>() }

/** Reads the numbers of a stream until this one has come. */
function numbersUpTo(last: number, url: string, options: Partial<EventSourceOptions<any>> = {}) {
  const source = createEventSource({ url, events, retry: () => 1, ...options })
  return new Promise<number[]>((resolve) => {
    const seen: number[] = []
    source.on('number', ({ data }) => {
      seen.push(data)
      if (data !== last) return
      source.close()
      resolve(seen)
    })
  })
}

test('follows its script step by step, and resumes behind the last event ID', async () => {
  const url = server.url(
    { do: 'numbers', upTo: 3, then: 'reset' },
    { do: 'status', status: 503 },
    { do: 'refuse' },
    { do: 'numbers', upTo: 5 },
  )
  expect(await numbersUpTo(5, url)).toEqual([1, 2, 3, 4, 5])
  const { requests } = await server.seen(url)
  expect(requests.map(({ lastEventId }) => lastEventId)).toEqual(['', '3', '3', '3'])
})

test('repeats the last step', async () => {
  const url = server.url({ do: 'status', status: 418, body: 'teapot' })
  const bodies = [await fetch(url), await fetch(url)].map((response) => response.text())
  expect(await Promise.all(bodies)).toEqual(['teapot', 'teapot'])
})

test('cuts a stream into bytes, and zips it', async () => {
  for (const how of [{ bytewise: true }, { gzip: true }])
    expect(await numbersUpTo(3, server.url({ do: 'numbers', upTo: 3, ...how }))).toEqual([1, 2, 3])
})

test('resumes behind a parameter of the URL', async () => {
  const url = server.url({ do: 'numbers', upTo: 6 })
  expect(await numbersUpTo(6, `${url}&after=4`)).toEqual([5, 6])
})

test('records the requests of a script', async () => {
  const url = server.url({ do: 'status', status: 200 })
  await fetch(url, { method: 'POST', body: 'question', headers: { 'x-token': 'abc' } })
  const [request] = (await server.seen(url)).requests
  expect(request).toMatchObject({ method: 'POST', body: 'question', headers: { 'x-token': 'abc' } })
})

test('sends the bytes of a stream that it was given', async () => {
  const response = await fetch(server.url({ do: 'stream', name: 'greeting' }))
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  expect(await response.text()).toBe('data: hello\n\n')
})

test('keeps silent, and counts the sockets that are open', async () => {
  const url = server.url({ do: 'silence' })
  const controller = new AbortController()
  await fetch(url, { signal: controller.signal })
  expect((await server.seen(url)).sockets).toBe(1)
  controller.abort()
  await expect.poll(async () => (await server.seen(url)).sockets).toBe(0)
})

test('is used from elsewhere by its origin', async () => {
  const remote = remoteServer(server.origin)
  expect(await numbersUpTo(2, remote.url({ do: 'numbers', upTo: 2 }))).toEqual([1, 2])
})

test('refuses a preflight where the script allows simple requests alone', async () => {
  const url = server.url({ do: 'numbers', upTo: 1, cors: 'simple' })
  expect((await fetch(url, { method: 'OPTIONS' })).status).toBe(403)
})
