import { remoteServer } from '@use-event-source/testing'
import type { Step } from '@use-event-source/testing'
import { expect, inject, test, vi } from 'vitest'
import type { ConformanceCase, ConformanceEvent } from '../../conformance/cases.ts'
import { differences } from '../../conformance/engines.ts'
import { engine } from './engine.test.helper.ts'
import type { Transport } from './transport.ts'
import { fetchTransport } from './fetch.ts'
import { nativeTransport } from './native.ts'
import { expected, readAll, readCase } from './readCase.test.helper.ts'
import { begin, followNumbers, goOn, patience, soon, wholeStory } from './story.test.helper.ts'

const server = remoteServer(inject('scriptedServer'))

test('reads every stream as the standard says, over a socket', { timeout: 30_000 }, async () => {
  const transport = fetchTransport()
  const found = await readAll(
    server,
    ({ name }) => [{ do: 'stream', name }],
    (url) => readCase(transport, url),
  )
  expect(found).toEqual(expected)
})

/**
 * Reads a case with the browser's own EventSource: the events, and the id that it sends when it
 * dials again.
 */
function readNatively(url: string, { events: declared, retry }: ConformanceCase) {
  return new Promise<{ events: ConformanceEvent[]; lastEventId?: string }>((resolve) => {
    const events: ConformanceEvent[] = []
    const source = new EventSource(url)
    const receive = (event: Event) => {
      if (!('data' in event)) return
      const { type, data: raw, lastEventId } = event as MessageEvent<string>
      events.push({ type, raw, lastEventId })
    }
    for (const type of new Set(['message', ...declared.map(({ type }) => type)]))
      source.addEventListener(type, receive)
    let opened = 0
    let lost = 0
    source.addEventListener('open', async (event) => {
      if ('data' in event || ++opened < 3) return
      source.close()
      resolve({ events, lastEventId: (await server.seen(url)).requests[2]?.lastEventId ?? '' })
    })
    source.addEventListener('error', (event) => {
      // Where the stream sets a reconnection time of its own, waiting for it would take too long.
      if ('data' in event || ++lost < 2 || retry.length === 0) return
      source.close()
      resolve({ events })
    })
  })
}

const own = differences[inject('engine')]

test(
  "finds the browser's own EventSource and the standard of one mind, but for what is written down of this engine",
  { timeout: 60_000 },
  async () => {
    const found = await readAll(
      server,
      ({ name }) => [
        { do: 'numbers', upTo: 0, retry: 1, then: 'end' },
        { do: 'stream', name },
        // Firefox is open with the first byte.
        { do: 'silence', commentEvery: 1000 },
      ],
      readNatively,
      // Firefox waits for half a second before it dials again, whatever the server says.
      engine === 'firefox' ? 24 : undefined,
    )
    const differing = Object.entries(expected).filter(([name, right]) => {
      const { events, lastEventId } = found[name] ?? {}
      // HTTP drops white space around the value of a header.
      const sameId = lastEventId === undefined || lastEventId === right.lastEventId.trim()
      return !sameId || JSON.stringify(events) !== JSON.stringify(right.events)
    })
    expect(differing.map(([name]) => name)).toEqual(own.cases)
  },
)

test('reads a stream that names another charset, as the standard says, whether or not the engine refuses it', async () => {
  const url = server.url({
    ...goOn,
    headers: { 'content-type': 'text/event-stream; charset=iso-8859-1' },
  })
  const ours = followNumbers(url, { transport: fetchTransport(), retry: false })
  const native = followNumbers(url, { transport: nativeTransport(), retry: false })
  await vi.waitFor(() => {
    expect(ours.numbers).toEqual(wholeStory)
    expect(native.numbers).toEqual(own.refusesCharsets ? [] : wholeStory)
    expect(native.source.getSnapshot().status).toBe(own.refusesCharsets ? 'closed' : 'open')
  }, patience)
})

test('begins at the first URL again after a redirect, whichever one the engine dials', async () => {
  const dialled = async (url: string) =>
    (await server.seen(url)).requests
      .filter(({ method }) => method === 'GET')
      .map(({ path }) => (path.includes('/redirected') ? 'final' : 'first'))
  for (const [transport, redialled] of [
    [fetchTransport(), 'first'],
    [nativeTransport(), own.redials],
  ] as const) {
    const url = server.url({ do: 'redirect', status: 307 }, begin, goOn)
    const { numbers } = followNumbers(url, { transport, retry: soon })
    await vi.waitFor(() => expect(numbers).toEqual(wholeStory), patience)
    expect(await dialled(url)).toEqual(['first', 'final', redialled])
  }
})

test('opens with the answer, unless the engine waits for the first byte of its body', async () => {
  const { source } = followNumbers(server.url({ do: 'silence' }), { transport: fetchTransport() })
  // As long as it takes another stream to open and to end.
  const clock = followNumbers(server.url(begin, goOn), { transport: fetchTransport(), retry: soon })
  await vi.waitFor(() => expect(clock.numbers).toEqual(wholeStory), patience)
  const status = own.opensWithFirstByte ? 'connecting' : 'open'
  await vi.waitFor(() => expect(source.getSnapshot().status).toBe(status), patience)
})

test.each(['', 'text/plain'])(
  'reports a refusal of type "%s" within a second, whether or not the engine waits for its body',
  async (type) => {
    const refusal = { do: 'status', status: 404, body: 'no', endless: true } as const
    const untold =
      type === ''
        ? { ...refusal, untyped: true }
        : { ...refusal, headers: { 'content-type': type } }
    const failureAfter = async (transport: Transport, step: Step, connectTimeout?: number) => {
      const { source } = followNumbers(server.url(step), {
        transport,
        retry: false,
        connectTimeout,
      })
      await vi.waitFor(() => expect(source.getSnapshot().status).toBe('closed'), patience)
      return source.getSnapshot().failure
    }
    expect(await failureAfter(fetchTransport(), untold)).toMatchObject({
      kind: 'http',
      status: 404,
    })
    const [connectTimeout, kind] = own.waitsForBodyOf.includes(type)
      ? [500, 'timeout']
      : [undefined, 'network']
    expect(await failureAfter(nativeTransport(), untold, connectTimeout)).toMatchObject({ kind })
    // Enough to guess a type by.
    expect(
      await failureAfter(nativeTransport(), { ...untold, body: 'no'.repeat(1000) }),
    ).toMatchObject({
      kind: 'network',
    })
  },
)
