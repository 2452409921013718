import type { ScriptedServerRemote } from '@use-event-source/testing'
import { expect, onTestFinished, test, vi } from 'vitest'
import { requestOf } from './requestOf.test.helper.ts'
import type { Signal, Transport } from './transport.ts'
import { patience } from './story.test.helper.ts'

/** What every transport promises, tested against a real server. */
export function transportContract(
  createTransport: () => Transport,
  server: () => ScriptedServerRemote,
) {
  function dial(url: string, onSignal: (signal: Signal, hangUp: () => void) => void = () => {}) {
    const signals: Signal[] = []
    const hangUp = createTransport()(
      requestOf(url, { eachType: (listener) => listener('number') }),
      (signal) => {
        signals.push(signal)
        onSignal(signal, hangUp)
      },
    )
    onTestFinished(hangUp)
    return { signals, hangUp, events: () => signals.filter(({ kind }) => kind === 'event') }
  }

  const sockets = async (url: string) => (await server().seen(url)).sockets
  const event = (n: number) => ({
    kind: 'event',
    event: { type: 'number', raw: String(n), lastEventId: String(n) },
  })
  const isFinal = (signal: Signal) => signal.kind === 'lost' && !signal.redialing

  test('says that it is open, then each event once and in order', async () => {
    const url = server().url({ do: 'numbers', upTo: 3 })
    const { signals, events } = dial(url)
    await vi.waitFor(() => expect(events()).toEqual([event(1), event(2), event(3)]), patience)
    expect(signals[0]).toMatchObject({ kind: 'open', url })
    expect(signals.filter(({ kind }) => kind === 'open')).toHaveLength(1)
  })

  test('says nothing that could not cross a worker', async () => {
    const { signals } = dial(
      server().url(
        { do: 'numbers', upTo: 3, retry: 5, then: 'reset' },
        { do: 'status', status: 500, body: 'no' },
      ),
    )
    await vi.waitFor(() => expect(signals.at(-1)?.kind).toBe('lost'), patience)
    expect(structuredClone(signals)).toEqual(signals)
  })

  test('says nothing after it was hung up, though more has arrived', async () => {
    const url = server().url({ do: 'numbers', upTo: 5 })
    const { signals } = dial(
      url,
      (signal, hangUp) => signal.kind === 'event' && signal.event.raw === '2' && hangUp(),
    )
    await vi.waitFor(async () => {
      expect(signals.at(-1)).toEqual(event(2))
      expect(await sockets(url)).toBe(0)
    }, patience)
    expect(signals.at(-1)).toEqual(event(2))
  })

  test('lets go of a server that has not answered yet', async () => {
    const url = server().url({ do: 'mute' })
    const { signals, hangUp } = dial(url)
    await vi.waitFor(async () => expect(await sockets(url)).toBe(1), patience)
    hangUp()
    await vi.waitFor(async () => expect(await sockets(url)).toBe(0), patience)
    expect(signals).toEqual([])
  })

  test('dials nothing when it is hung up at once', async () => {
    const url = server().url({ do: 'numbers', upTo: 3 })
    const { signals, hangUp } = dial(url)
    hangUp()
    await vi.waitFor(async () => expect(await sockets(url)).toBe(0), patience)
    expect(signals).toEqual([])
  })

  test('says once that it is refused, and lets go of the socket by itself', async () => {
    const url = server().url({ do: 'status', status: 404, endless: true, body: 'nothing here' })
    const { signals } = dial(url)
    await vi.waitFor(
      async () => expect(signals.some(isFinal) && (await sockets(url))).toBe(0),
      patience,
    )
    expect(signals).toHaveLength(1)
  })

  test('says nothing and dials nothing after it is lost for good', async () => {
    const again = { do: 'numbers', upTo: 3, retry: 1, then: 'reset' } as const
    const url = server().url(again, { do: 'refuse' }, again, again, { do: 'status', status: 404 })
    const { signals } = dial(url)
    await vi.waitFor(() => expect(signals.some(isFinal)).toBe(true), patience)
    const { length } = signals
    const { requests } = await server().seen(url)
    // Another stream's life is the clock: had the first one gone on, it would have been as fast.
    const other = dial(server().url({ ...again, then: 'stay' }))
    await vi.waitFor(() => expect(other.events()).toHaveLength(3), patience)
    expect(signals).toHaveLength(length)
    expect((await server().seen(url)).requests).toHaveLength(requests.length)
  })
}
