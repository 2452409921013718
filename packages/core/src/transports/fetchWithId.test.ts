import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { hearWarnings } from '../development/hearWarnings.test.helper.ts'
import { dialWith, streamOf } from './dialWith.test.helper.ts'
import { fetchTransport } from './fetch.ts'
import { errorsPage } from '../development/errorsPage.ts'

beforeEach(() => void vi.stubGlobal('origin', 'http://page.test'))
afterEach(() => void vi.unstubAllGlobals())

/** A server that a page may send no `Last-Event-ID` to, unless it is `allowed`. */
function forbiddingServer() {
  const asked: (string | null)[] = []
  const server = { up: true, allowed: false, status: 200 }
  async function fetch(_url: unknown, init?: RequestInit) {
    const id = new Headers(init?.headers).get('last-event-id')
    asked.push(id)
    if (!server.up || (id !== null && !server.allowed)) throw new TypeError('Failed to fetch')
    return streamOf(['data: 1\n\n'], {
      status: server.status,
      headers: { 'content-type': 'text/event-stream' },
    })
  }
  const transport = fetchTransport({ fetch })
  const dial = (changes = {}) => dialWith(fetch, { lastEventId: '9', ...changes }, transport)
  return { asked, server, dial }
}

test('from the second dial that fails with an id, another one follows without it, in the same attempt', async () => {
  const heard = hearWarnings()
  const { asked, dial } = forbiddingServer()
  expect((await dial().failure()).kind).toBe('network')
  expect(asked.splice(0)).toEqual(['9'])
  for (let n = 0; n < 2; n++) {
    const second = dial()
    expect((await second.failure()).kind).toBe('ended')
    expect(asked.splice(0)).toEqual(['9', null])
    expect(second.signals[0]).toMatchObject({ kind: 'open', lastEventId: '' })
  }
  expect(heard).toEqual([
    'http://a.test refuses the header Last-Event-ID, and the stream began without it: allow it with ' +
      "Access-Control-Allow-Headers, let a 'url' function carry the id, or use nativeTransport(). " +
      `(${errorsPage}#id-forbidden)`,
  ])
})

test('a server that is down is dialled twice, and keeps the id for the next dial', async () => {
  const { asked, server, dial } = forbiddingServer()
  server.up = false
  await dial().failure()
  expect(await dial().failure()).toMatchObject({ kind: 'network' })
  expect(asked.splice(0)).toEqual(['9', '9', null])
  Object.assign(server, { up: true, allowed: true })
  const { signals, failure } = dial()
  await failure()
  expect(asked).toEqual(['9'])
  expect(signals[0]).not.toHaveProperty('lastEventId')
})

test('an origin that has answered a dial with an id is never dialled without it', async () => {
  const { asked, server, dial } = forbiddingServer()
  Object.assign(server, { allowed: true, status: 503 })
  expect((await dial().failure()).kind).toBe('http')
  server.up = false
  for (let n = 0; n < 3; n++) await dial().failure()
  expect(asked).toEqual(['9', '9', '9', '9'])
})

test.each([
  ['the own origin', { url: 'http://page.test/stream' }],
  ['a request that is not GET, which may have arrived', { method: 'POST' }],
  ['a URL that carries the id', { urlHasId: true }],
])('%s is dialled once', async (_, changes) => {
  const { asked, server, dial } = forbiddingServer()
  server.up = false
  for (let n = 0; n < 3; n++) await dial(changes).failure()
  expect(asked).toHaveLength(3)
})

test('outside of a page there is no preflight, and no such dial', async () => {
  vi.unstubAllGlobals()
  const { asked, server, dial } = forbiddingServer()
  server.up = false
  for (let n = 0; n < 3; n++) await dial().failure()
  expect(asked).toEqual(['9', '9', '9'])
})
