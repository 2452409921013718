import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { text } from '../store/decode.ts'
import { createEventSource } from '../store/eventSource.ts'
import type { EventSourceOptions } from '../store/store.ts'
import { collectLogs } from '../platform/collectLogs.test.helper.ts'
import { fetchTransport } from './fetch.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A server that keeps what it was asked, and never answers. */
function silentServer() {
  const asked: { url: string; init: RequestInit | undefined }[] = []
  const fetch = (url: unknown, init?: RequestInit) => {
    asked.push({ url: String(url), init })
    return new Promise<Response>(() => {})
  }
  return { asked, transport: fetchTransport({ fetch }) }
}

function listen(options: Partial<EventSourceOptions<{ note: string }>>) {
  const server = silentServer()
  const source = createEventSource({
    url: 'http://a.test/',
    events: { note: text },
    transport: server.transport,
    retry: ({ failureCount }) => failureCount * 10,
    ...options,
  })
  const off = source.on('note', () => {})
  return { source, asked: server.asked, off }
}

const secret = new RangeError('the token s3cret has expired')

/** Throws so many times, and then returns. */
function failing<T>(times: number, value: T) {
  let calls = 0
  return () => {
    if (calls++ < times) throw secret
    return value
  }
}

test.each([
  ['headers', { headers: failing(1, { authorization: 'b' }) }],
  ['body', { method: 'POST', body: failing(1, 'b') }],
])(
  "'%s' that throws is reported without its words, logged, and asked again at the next dial",
  async (option, options) => {
    const logged = collectLogs()
    const { source, asked, off } = listen(options)
    await vi.advanceTimersByTimeAsync(0)
    const message = `'${option}' threw an error, which is on the console: RangeError.`
    expect(source.getSnapshot()).toMatchObject({
      status: 'reconnecting',
      failure: { kind: 'network', message, willRetry: true },
    })
    expect(logged).toEqual([[message, secret]])
    expect(asked).toHaveLength(0)

    await vi.advanceTimersByTimeAsync(10)
    expect(asked).toHaveLength(1)
    off()
  },
)

test("'url' that throws at a redial is reported and retried in the same way", async () => {
  const logged = collectLogs()
  let broken = false
  const url = () => {
    if (broken) throw secret
    return 'http://a.test/'
  }
  const { source, asked, off } = listen({ url, connectTimeout: 5 })
  await vi.advanceTimersByTimeAsync(5)
  broken = true
  await vi.advanceTimersByTimeAsync(10)
  expect(source.getSnapshot()).toMatchObject({
    status: 'reconnecting',
    failureCount: 2,
    failure: {
      kind: 'network',
      message: "'url' threw an error, which is on the console: RangeError.",
      willRetry: true,
    },
  })
  expect(logged.map(([, error]) => error)).toEqual([secret])
  expect(asked).toHaveLength(1)

  broken = false
  await vi.advanceTimersByTimeAsync(20)
  expect(asked).toHaveLength(2)
  off()
})

test('a promise that is rejected is an option that throws, and what is no error is named by its type', async () => {
  const logged = collectLogs()
  const { source, asked, off } = listen({ headers: () => Promise.reject('s3cret'), retry: false })
  await vi.advanceTimersByTimeAsync(0)
  expect(source.getSnapshot()).toMatchObject({
    status: 'closed',
    failure: {
      message: "'headers' threw an error, which is on the console: string.",
      willRetry: false,
    },
  })
  expect(logged.map(([, error]) => error)).toEqual(['s3cret'])
  expect(asked).toHaveLength(0)
  off()
})

test('a body is not asked for when the headers failed, and an option that throws after the hanging up is not reported', async () => {
  const logged = collectLogs()
  let bodies = 0
  let fail: (error: Error) => void = () => {}
  const headers = () => new Promise<HeadersInit>((_, reject) => (fail = reject))
  const body = () => `${++bodies}`
  const { source, off } = listen({ method: 'POST', headers, body })
  await vi.advanceTimersByTimeAsync(0)
  fail(secret)
  await vi.advanceTimersByTimeAsync(10)
  expect(logged.map(([, error]) => error)).toEqual([secret])
  source.close()
  fail(secret)
  await vi.advanceTimersByTimeAsync(10)
  expect(logged.map(([, error]) => error)).toEqual([secret])
  expect(bodies).toBe(0)
  off()
})
