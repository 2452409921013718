import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createApi } from '../server/api.ts'
import { listen } from '../server/listen.ts'
import type { Inbox, Stats } from '../src/shared/wire.ts'

let api: ReturnType<typeof createApi>
let server: Server
let url: string
const open: AbortController[] = []

beforeEach(async () => {
  api = createApi()
  server = createServer(getRequestListener((request, env) => api.fetch(request, env)))
  url = await listen(server, [0])
})

afterEach(async () => {
  for (const controller of open.splice(0)) controller.abort()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

/** Requests a stream; `until` reads it until its text matches. */
async function dial(path: string, lastEventId?: string, headers: Record<string, string> = {}) {
  const controller = new AbortController()
  open.push(controller)
  const response = await fetch(new URL(path, url), {
    signal: controller.signal,
    headers: lastEventId === undefined ? headers : { ...headers, 'last-event-id': lastEventId },
  })
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return {
    response,
    hangUp: () => controller.abort(),
    async until(isThere: (text: string) => boolean): Promise<string> {
      while (!isThere(text)) {
        const { done, value } = await reader.read()
        if (done) throw new Error(`The stream ended after ${JSON.stringify(text.slice(-200))}`)
        text += value
      }
      return text
    },
  }
}

const post = (path: string, body?: unknown) =>
  fetch(new URL(path, url), {
    method: 'POST',
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
  })

// Whole lines only: a chunk may end in the middle of an id.
const idsIn = (text: string) =>
  [...text.matchAll(/^id: (\d+)\n/gm)].map((match) => Number(match[1]))

const statsIn = (text: string): Stats | undefined =>
  [...text.matchAll(/^data: (.+)\n\n/gm)].map((match) => JSON.parse(match[1]!) as Stats).at(-1)

test('streams prices with increasing ids and sets a reconnection time', async () => {
  const prices = await dial('/api/prices')
  const text = await prices.until((text) => idsIn(text).length > 20)

  expect(prices.response.headers.get('content-type')).toBe('text/event-stream')
  expect(text).toMatch(/^retry: 1000\n\n/)
  const ids = idsIn(text)
  expect(ids).toEqual(ids.map((_, index) => ids[0]! + index))
})

test.each(['/api/prices', '/api/log'])(
  'resumes %s right after the last event id, with the same events',
  async (path) => {
    const first = await dial(path)
    const whole = await first.until((text) => idsIn(text).length > 20)
    const [cursor] = idsIn(whole)

    const again = await dial(path, String(cursor))
    const rest = await again.until((text) => idsIn(text).length > 20)

    expect(idsIn(rest)[0]).toBe(cursor! + 1)
    const second = whole.split('\n\n')[2]!
    expect(rest.split('\n\n')[1]).toBe(second)
  },
)

test.each(['-1', 'twelve', '99999999999999999999', '9'])(
  'survives %s as a last event id',
  async (lastEventId) => {
    const prices = await dial('/api/prices', lastEventId)
    await prices.until((text) => idsIn(text).length > 0)
  },
)

test('writes ten thousand numbers in one write and replays them', async () => {
  const numbers = await dial('/api/numbers')
  await post('/api/flood', { count: 10_000 })
  const text = await numbers.until((text) => text.includes('data: 10000\n\n'))
  expect(idsIn(text)).toEqual(Array.from({ length: 10_000 }, (_, index) => index + 1))

  const late = await dial('/api/numbers', '9990')
  expect(idsIn(await late.until((text) => text.includes('data: 10000\n\n')))).toHaveLength(10)
})

test('goes on with the numbers where a server before it was killed', async () => {
  const numbers = await dial('/api/numbers', '500')
  await post('/api/flood', { count: 3 })
  expect(idsIn(await numbers.until((text) => idsIn(text).length === 3))).toEqual([501, 502, 503])
})

test('counts the connections, and forgets those that are gone', async () => {
  const stats = await dial('/api/stats')
  const prices = await dial('/api/prices')
  const log = await dial('/api/log')
  await stats.until((text) => statsIn(text)?.open.prices === 1 && statsIn(text)?.open.log === 1)

  prices.hangUp()
  await stats.until((text) => statsIn(text)?.open.prices === 0)
  await post('/api/failures/drop')
  const text = await stats.until((text) => statsIn(text)?.open.log === 0)

  expect(statsIn(text)).toMatchObject({ dials: 2, open: { stats: 1 } })
  await expect(log.until(() => false)).rejects.toThrow()
})

test('drops a dial that waits for its headers, too', async () => {
  const stats = await dial('/api/stats')
  await post('/api/failures/slowHeaders')
  const waiting = expect(fetch(new URL('/api/prices', url))).rejects.toThrow()
  await stats.until((text) => statsIn(text)?.dials === 1)
  await post('/api/failures/drop')
  await waiting
})

test('answers 503 with Retry-After for ten seconds', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  try {
    await post('/api/failures/unavailable')
    const response = await fetch(new URL('/api/prices', url))
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('10')
  } finally {
    vi.useRealTimers()
  }
})

test('takes a pace: what lasts ends sooner, and Retry-After is rounded up to whole seconds', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  try {
    api = createApi(0.04)
    await post('/api/failures/unavailable')
    const refused = await fetch(new URL('/api/prices', url))
    expect(refused.headers.get('retry-after')).toBe('1')

    vi.setSystemTime(Date.now() + 400)
    const prices = await dial('/api/prices')
    expect(prices.response.status).toBe(200)
    expect(await prices.until((text) => idsIn(text).length > 0)).toMatch(/^retry: 40\n\n/)
  } finally {
    vi.useRealTimers()
  }
})

test('falls silent without closing a socket, and misses nothing afterwards', async () => {
  const prices = await dial('/api/prices')
  await prices.until((text) => idsIn(text).length > 0)
  vi.useFakeTimers({ toFake: ['Date'] })
  try {
    await post('/api/failures/silence')
    const during = await dial('/api/prices')

    vi.setSystemTime(Date.now() + 20_100)
    for (const stream of [prices, during]) {
      const ids = idsIn(await stream.until((text) => idsIn(text).length > 800))
      expect(ids).toEqual(ids.map((_, index) => ids[0]! + index))
    }
  } finally {
    vi.useRealTimers()
  }
})

test('streams an answer token by token and sends when it is done', async () => {
  const response = await post('/api/answers', { id: 'whole', prompt: 'Why not a WebSocket?' })
  const text = await response.text()

  const tokens = [...text.matchAll(/^event: token\ndata: (.+)$/gm)].map(
    ([, data]) => JSON.parse(data!) as string,
  )
  expect(tokens.join('')).toMatch(/^A WebSocket is a telephone/)
  expect(tokens.length).toBeGreaterThan(50)
  expect(text.trimEnd()).toMatch(/\nevent: done\ndata:$/)
})

test('goes on with an answer after the token that the client names', async () => {
  const started = await post('/api/answers', { id: 'resumed', prompt: 'Why not a WebSocket?' })
  const whole = idsIn(await started.text())
  expect(whole.length).toBeGreaterThan(50)

  const idsAfter = async (lastEventId: number) => {
    const headers = { 'last-event-id': String(lastEventId) }
    const response = await fetch(new URL('/api/answers/resumed', url), { headers })
    return idsIn(await response.text())
  }
  expect(await idsAfter(20)).toEqual(whole.slice(20))
  expect(await idsAfter(whole.length)).toEqual([])
})

test('begins the book with a snapshot, unless the client has been in step a moment ago', async () => {
  const fresh = await dial('/api/book')
  const text = await fresh.until((text) => idsIn(text).length > 10)
  expect(text).toMatch(/^retry: 1000\n\nid: \d+\nevent: snapshot\n/)
  const ids = idsIn(text)
  expect(ids).toEqual(ids.map((_, index) => ids[0]! + index))

  const back = await dial(`/api/book?after=${ids[3]}`)
  const rest = await back.until((text) => idsIn(text).length > 10)
  expect(rest).not.toContain('snapshot')
  expect(idsIn(rest)[0]).toBe(ids[4])

  const late = await dial(`/api/book?after=${ids[0]! - 1000}`)
  expect(await late.until((text) => idsIn(text).length > 0)).toContain('snapshot')
})

test('sends who is here, who comes and who goes', async () => {
  const ada = await dial('/api/presence?id=1&name=Ada')
  expect(await ada.until((text) => text.includes('event: here'))).toContain('"name":"Ada"')
  const ken = await dial('/api/presence?id=2&name=Ken')
  expect(await ken.until((text) => text.includes('event: here'))).toMatch(/Ada.*Ken/)
  await ada.until((text) => text.includes('event: join'))
  ken.hangUp()
  await ada.until((text) => text.includes('event: leave\ndata: {"id":"2"}'))
})

test('holds fifty visitors', async () => {
  const hangUps = []
  for (let id = 0; id < 50; id++) {
    const visitor = await dial(`/api/presence?id=${id}&name=Somebody`)
    hangUps.push(visitor.hangUp)
  }
  expect((await fetch(new URL('/api/presence?id=50&name=Late', url))).status).toBe(503)
})

test('reports an upload and where it was cut off', async () => {
  const progress = await dial('/api/uploads/a')
  await fetch(new URL('/api/uploads/a', url), { method: 'POST', body: new Uint8Array(100_000) })
  expect(await progress.until((text) => text.includes('event: done'))).toContain(
    '{"state":"complete","received":100000,"total":100000}',
  )
  expect((await post('/api/uploads/a', 'again')).status).toBe(409)

  const cut = await dial('/api/uploads/b')
  const controller = new AbortController()
  const sending = fetch(new URL('/api/uploads/b', url), {
    method: 'POST',
    // Some seconds' worth, so that it cannot be over before the test has seen its beginning.
    body: new Uint8Array(32_000_000),
    signal: controller.signal,
  })
  await cut.until((text) => /"state":"receiving","received":[1-9]/.test(text))
  controller.abort()
  await expect(sending).rejects.toThrow()
  expect(await cut.until((text) => text.includes('event: done'))).toContain('"state":"cancelled"')
})

test('counts unread notices up to the last event id, and sends the rest as events', async () => {
  const first = await dial('/api/notifications')
  await post('/api/notifications')
  const [id] = idsIn(await first.until((text) => idsIn(text).length > 1)).slice(-1)
  const unreadIn = (text: string) =>
    (JSON.parse(/event: inbox\ndata: (.+)/.exec(text)![1]!) as Inbox).unread

  const before = await dial('/api/notifications', String(id! - 1))
  const resumed = await before.until((text) => text.includes('event: notice'))
  const after = await dial('/api/notifications', String(id))
  const upToDate = await after.until((text) => text.includes('event: inbox'))
  expect(unreadIn(resumed)).toBe(unreadIn(upToDate) - 1)

  await post('/api/notifications/read')
  await first.until((text) => text.includes('event: read'))
})

test('sends each user an inbox of their own, by a header or a cookie, and none without', async () => {
  const byHeader = await post('/api/sign-in', { user: 'Ada' })
  expect(byHeader.headers.get('set-cookie')).toBeNull()
  const { token } = (await byHeader.json()) as { token: string }
  const byCookie = await post('/api/sign-in', { user: 'Bob', cookie: true })
  expect(await byCookie.json()).toEqual({})
  const cookie = byCookie.headers.get('set-cookie')!
  expect(cookie).toMatch(/^session=[^;]+; Path=\/api; HttpOnly; SameSite=Lax$/)

  const mailsOf = async (headers: Record<string, string>) => {
    const inbox = await dial('/api/inbox', undefined, headers)
    const text = await inbox.until((text) => idsIn(text).length > 2)
    return new Set([...text.matchAll(/"to":"(\w+)"/g)].map(([, to]) => to))
  }
  const authorization = `Bearer ${token}`
  expect(await mailsOf({ authorization })).toEqual(new Set(['Ada']))
  expect(await mailsOf({ cookie: cookie.split(';')[0]! })).toEqual(new Set(['Bob']))

  const signOut = new URL('/api/sign-out', url)
  await fetch(signOut, { method: 'POST', headers: { authorization } })
  expect((await dial('/api/inbox', undefined, { authorization })).response.status).toBe(401)
  expect((await dial('/api/inbox')).response.status).toBe(401)
})

test.each([
  ['/api/answers', { id: 'a', prompt: '' }, /^prompt: /],
  ['/api/answers', { id: 'a', prompt: 'a'.repeat(2001) }, /^prompt: /],
  ['/api/answers', { id: 'a'.repeat(41), prompt: 'a' }, /^id: /],
  ['/api/answers', '{"prompt":', /^The body is not JSON$/],
  ['/api/answers', undefined, /^id: /],
  ['/api/sign-in', { user: 'Mallory' }, /^user: /],
  ['/api/flood', { count: 1e9 }, /^count: /],
  ['/api/flood', { duration: -1 }, /^duration: /],
  ['/api/flood', '[]', /^body: /],
  ['/api/book/lose', { count: 1000 }, /^count: /],
])('refuses a bad body for %s: %j', async (path, body, error) => {
  const response = await post(path, body)
  expect(response.status).toBe(400)
  expect(((await response.json()) as { error: string }).error).toMatch(error)
})

test('refuses a body that is too large, and a path that is not there', async () => {
  expect((await post('/api/flood', ' '.repeat(20_000))).status).toBe(413)
  expect((await fetch(new URL('/api/nothing', url))).status).toBe(404)
})
