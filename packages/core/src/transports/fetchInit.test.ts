import { expect, test, vi } from 'vitest'
import { dialWith, streamOf } from './dialWith.test.helper.ts'
import type { TransportRequest } from './transport.ts'

const spent = async () => {
  const body = new Response('prompt').body!
  await new Response(body).text()
  return body
}

test.each<[string, Partial<TransportRequest>]>([
  ['credentials in the URL', { url: 'http://ann:s3cret@a.test/stream?token=s3cret' }],
  ['the method TRACE', { method: 'TRACE' }],
  ['a body that was read before', { method: 'POST', body: spent }],
  ['a body that is a symbol', { method: 'POST', body: Symbol('prompt') as never }],
  ['a body of a GET', { body: 'prompt' }],
])('%s is reported as a fault of the request, without a dial', async (_, changes) => {
  const fetch = vi.fn<typeof globalThis.fetch>()
  const failure = await dialWith(fetch, changes).failure()
  expect(failure).toEqual({
    kind: 'protocol',
    message:
      'The request to http://a.test/stream could not be made: the platform refuses its URL, method or body.',
  })
  expect(fetch).not.toHaveBeenCalled()
})

test('headers that are not valid are reported, but not shown', async () => {
  const fetch = vi.fn<typeof globalThis.fetch>()
  const failure = await dialWith(fetch, { headers: { authorization: 's3cret\n' + 'x' } }).failure()
  expect(failure.kind).toBe('protocol')
  expect(JSON.stringify(failure)).not.toContain('s3cret')
  expect(fetch).not.toHaveBeenCalled()
})

test.each([['credentials'], ['cache', 'credentials', 'mode']])(
  'a worker is dialled that refuses %s',
  async (...refused) => {
    const dial = dialWith(async (_url, init = {}) => {
      for (const name of refused)
        if (init[name as keyof RequestInit] !== undefined)
          throw new Error(`The '${name}' field on 'RequestInitializerDict' is not implemented.`)
      return streamOf(['data: 1\n\n'])
    })
    await dial.failure()
    expect(dial.kinds()).toEqual(['open', 'alive', 'event', 'lost'])
  },
)

test('cookies go to other origins where they are asked for', async () => {
  const asked: unknown[] = []
  const fetch = async (_url: unknown, init?: RequestInit) => {
    asked.push(init?.credentials)
    return streamOf([])
  }
  await dialWith(fetch).failure()
  await dialWith(fetch, { withCredentials: true }).failure()
  expect(asked).toEqual([undefined, 'include'])
})

test('what a fetch says of its failure stays out of the message, for it may quote the request', async () => {
  const cause = Object.assign(new Error('s3cret'), { code: 'ECONNREFUSED' })
  const fetch = async () => {
    throw new TypeError('request to http://ann:s3cret@a.test/?token=s3cret failed', { cause })
  }
  expect(await dialWith(fetch, { url: 'http://a.test/stream?token=s3cret' }).failure()).toEqual({
    kind: 'network',
    message: 'Cannot read from http://a.test/stream: TypeError ECONNREFUSED',
  })
})
