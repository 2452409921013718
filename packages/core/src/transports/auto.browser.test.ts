import { remoteServer } from '@use-event-source/testing'
import type { Step } from '@use-event-source/testing'
import { describe, expect, inject, test, vi } from 'vitest'
import type { Transport } from './transport.ts'
import { autoTransport } from './auto.ts'
import { crossOrigin } from './crossOrigin.test.helper.ts'
import { engine, failsAs, keepsHalfLine, patienceFor } from './engine.test.helper.ts'
import { faultsFor } from './faults.test.helper.ts'
import {
  begin,
  followNumbers,
  goOn,
  patience,
  resumedByUrl,
  soon,
  wholeStory,
} from './story.test.helper.ts'
import { transportContract } from './transportContract.test.helper.ts'
import { transportFaults } from './transportFaults.test.helper.ts'

const server = remoteServer(inject('scriptedServer'))
/**
 * Dials soon again, and hides that from the transport: a policy of one's own is a wish that only
 * fetch can fulfil.
 */
const options = () => {
  const transport = autoTransport()
  const unaware: Transport = (request, emit) => transport({ ...request, redial: 'transport' }, emit)
  return { transport: unaware, retry: soon }
}

/**
 * What the server was asked. The page is of another origin: where fetch resumes, the browser asks
 * for permission first.
 */
async function asked(url: string) {
  const { requests } = await server.seen(url)
  return requests.map(({ method, lastEventId }) => `${method} ${lastEventId}`.trim())
}

describe('a transport', () => {
  transportContract(autoTransport, () => server)
})

describe('faults', () => {
  transportFaults(faultsFor.auto, { server: () => server, options })
})

describe('another origin', () => {
  crossOrigin(server, options)
})

test('is native while that suffices, redials included', failsAs(keepsHalfLine), async () => {
  const url = server.url(begin, { ...begin, upTo: 4, then: 'reset' }, goOn)
  const { numbers } = followNumbers(url, options())
  await vi.waitFor(() => expect(numbers).toEqual(wholeStory), patienceFor(keepsHalfLine))
  expect(await asked(url)).toEqual(['GET', 'GET 3', 'GET 4'])
})

const refusals: readonly { name: string; refused: Step }[] = [
  { name: 'refused with a 502', refused: { do: 'status', status: 502 } },
  // Firefox dials again by itself, and does not tell.
  ...(engine === 'firefox'
    ? []
    : [{ name: 'refused without an answer', refused: { do: 'refuse' } as const }]),
]
test.each(refusals)(
  'hands over to fetch, with the last event ID, when the native one is $name',
  async ({ refused }) => {
    const url = server.url(begin, refused, goOn)
    const { source, numbers } = followNumbers(url, options())
    const failures: unknown[] = []
    source.subscribe(() => failures.push(source.getSnapshot().failure))
    await vi.waitFor(() => expect(numbers).toEqual(wholeStory), patience)
    expect(await asked(url)).toEqual(['GET', 'GET 3', 'OPTIONS', 'GET 3'])
    // First the browser redials, and then we do.
    expect(failures).toContainEqual(expect.objectContaining({ kind: 'network', retryAt: null }))
    expect(failures).toContainEqual(
      expect.objectContaining({ kind: 'network', retryAt: expect.any(Number) }),
    )
  },
)

test('learns from fetch why the first dial was refused', async () => {
  const url = server.url({ do: 'status', status: 403 })
  const { source } = followNumbers(url, options())
  await vi.waitFor(() => expect(source.getSnapshot().status).toBe('closed'), patience)
  expect(source.getSnapshot().failure).toMatchObject({ kind: 'http', status: 403 })
  expect(await asked(url)).toEqual(['GET', 'GET'])
})

test('is fetch from the start where an option needs it', async () => {
  const url = server.url(begin, goOn)
  const { numbers } = followNumbers(url, { ...options(), headers: { authorization: 'Bearer a' } })
  await vi.waitFor(() => expect(numbers).toEqual(wholeStory), patience)
  expect(await asked(url)).toEqual(['OPTIONS', 'GET', 'OPTIONS', 'GET 3'])
})

test('is fetch where a stream is to begin at an id, and native where the URL carries it', async () => {
  const url = server.url(goOn)
  const { numbers } = followNumbers(url, { ...options(), lastEventId: '4' })
  await vi.waitFor(() => expect(numbers).toEqual([5, 6]), patience)
  expect(await asked(url)).toEqual(['OPTIONS', 'GET 4'])

  const cursorUrl = server.url(goOn)
  const cursor = followNumbers(cursorUrl, {
    ...options(),
    lastEventId: '4',
    ...resumedByUrl(cursorUrl),
  })
  await vi.waitFor(() => expect(cursor.numbers).toEqual([5, 6]), patience)
  const [request] = (await server.seen(cursorUrl)).requests
  expect(request?.path).toMatch(/&after=4$/)
  expect(request?.headers).not.toHaveProperty('last-event-id')
})

test('resumes by fetch when it is connected again after close()', async () => {
  const url = server.url({ do: 'numbers', upTo: 3 }, goOn)
  const { source, numbers } = followNumbers(url, options())
  await vi.waitFor(() => expect(numbers).toEqual([1, 2, 3]), patience)
  source.close()
  source.connect()
  await vi.waitFor(() => expect(numbers).toEqual(wholeStory), patience)
  expect(await asked(url)).toEqual(['GET', 'OPTIONS', 'GET 3'])
})
