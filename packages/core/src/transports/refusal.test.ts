import { Readable } from 'node:stream'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { dialWith, streamOf } from './dialWith.test.helper.ts'

afterEach(() => void vi.useRealTimers())

const answer = (body: BodyInit | null, status: number, headers: HeadersInit = {}) => {
  const response = new Response(body, { status, headers })
  return async () => response
}
const eventStream = 'text/event-stream'

describe('an answer that is no event stream', () => {
  test('is reported with its status, its headers and its body', async () => {
    const body = '{"error":{"code":"insufficient_quota"}}'
    const headers = { 'Content-Type': 'application/json', 'X-Request-Id': '7', 'Retry-After': '2' }
    const failure = await dialWith(answer(body, 429, headers)).failure()
    expect(failure).toEqual({
      kind: 'http',
      message: 'http://a.test/stream answered 429',
      status: 429,
      retryAfter: 2000,
      headers: { 'content-type': 'application/json', 'x-request-id': '7', 'retry-after': '2' },
      body,
    })
    expect(structuredClone(failure)).toEqual(failure)
  })

  test.each([
    ['application/json', '{"result":[]}'],
    ['application/x-ndjson', '{"done":false}\n{"done":true}\n'],
  ])('is reported so where it is a 200 with %s', async (type, body) => {
    const failure = await dialWith(answer(body, 200, { 'content-type': type })).failure()
    expect(failure).toMatchObject({ kind: 'protocol', status: 200, body })
    expect(failure.message).not.toContain(body)
  })

  test('never shows a cookie', async () => {
    const headers = new Headers({ 'set-cookie': 'session=s3cret' })
    for (const status of [204, 401]) {
      const failure = await dialWith(answer(null, status, headers)).failure()
      expect(JSON.stringify(failure)).not.toContain('s3cret')
    }
  })

  test('is reported with the first 16 KiB of its body, and no half character', async () => {
    const failure = await dialWith(answer(`x${'é'.repeat(10_000)}`, 500)).failure()
    expect(failure.body).toBe(`x${'é'.repeat(8191)}`)
  })

  test('is reported with what has come of its body within a second', async () => {
    vi.useFakeTimers()
    const { signals } = dialWith(async () => streamOf(['too', ' slow'], { status: 503 }, true))
    await vi.advanceTimersByTimeAsync(999)
    expect(signals).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(signals).toMatchObject([{ kind: 'lost', failure: { status: 503, body: 'too slow' } }])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('leaves no timer when it is hung up while its body comes', async () => {
    vi.useFakeTimers()
    const { signals, hangUp } = dialWith(async () => streamOf(['slow'], { status: 503 }, true))
    await vi.advanceTimersByTimeAsync(10)
    hangUp()
    await vi.advanceTimersByTimeAsync(0)
    expect(vi.getTimerCount()).toBe(0)
    expect(signals).toEqual([])
  })
})

describe('an event stream', () => {
  test('is reported with its status and its headers', async () => {
    const headers = { 'content-type': eventStream, 'x-request-id': 'req_123' }
    const { signals, failure } = dialWith(answer('data: 1\n\n', 200, headers))
    await failure()
    expect(signals[0]).toMatchObject({ kind: 'open', response: { status: 200, headers } })
  })

  test.each([
    ['POST', 201, 'ended'],
    ['POST', 202, 'ended'],
    ['POST', 203, 'http'],
    ['GET', 201, 'http'],
    ['GET', 202, 'http'],
  ])('as the answer to a %s may have the status %i or not: %s', async (method, status, kind) => {
    const dial = dialWith(answer('data: 1\n\n', status, { 'content-type': eventStream }), {
      method,
    })
    expect((await dial.failure()).kind).toBe(kind)
  })

  test.each([
    ['a whole one', 'data: 1\n\n: bye\n', 'ended the stream.', true],
    ['one that is cut inside an event', 'data: 1\n\ndata: 2\n', 'inside an event', false],
    ['one without its last empty line', 'data: 1\n\ndata: 2', 'inside an event', false],
    ['one that has no event', ': hello\n\n', 'before its first event', false],
    ['one that is an error as JSON', '{"error":"quota"}', 'before its first event', false],
  ])('that ends is distinguished from others: %s', async (_, text, message, complete) => {
    const failure = await dialWith(async () => streamOf([text])).failure()
    expect(failure).toMatchObject({ kind: 'ended', complete })
    expect(failure.message).toContain(message)
  })

  test.each([null, undefined])('is refused where fetch gives %s for its body', async (body) => {
    const response = {
      status: 200,
      url: '',
      headers: new Headers({ 'content-type': eventStream }),
      body,
    }
    const { signals, failure } = dialWith(async () => response as Response)
    expect(await failure()).toMatchObject({
      kind: 'protocol',
      message: expect.stringContaining('this fetch gives no body stream'),
    })
    expect(signals).toHaveLength(1)
  })

  test('is read from a stream of Node, which is the body that node-fetch gives', async () => {
    const body = Readable.from([Buffer.from('data: 1\n'), Buffer.from('\ndata: 2\n\n')])
    const response = {
      status: 200,
      url: '',
      headers: new Headers({ 'content-type': eventStream }),
      body,
    }
    const { signals, failure } = dialWith(async () => response as unknown as Response)
    expect(await failure()).toMatchObject({ kind: 'ended', complete: true })
    expect(signals.flatMap((each) => (each.kind === 'event' ? each.event.raw : []))).toEqual([
      '1',
      '2',
    ])
  })
})
