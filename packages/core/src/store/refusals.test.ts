import { fakeTransport } from '@use-event-source/testing'
import { expect, test } from 'vitest'
import { hearWarnings } from '../development/hearWarnings.test.helper.ts'
import { collectLogs } from '../platform/collectLogs.test.helper.ts'
import type { RawEvent } from '../transports/transport.ts'
import { json } from './decode.ts'
import type { Decoder } from './decode.ts'
import { createEventSource } from './eventSource.ts'
import type { EventSourceOptions } from './store.ts'

/** Makes stores of one stream, each with what its listener got. */
function sharing() {
  const transport = fakeTransport()
  return {
    transport,
    join(decoder: Decoder, options: Partial<EventSourceOptions<any>> = {}) {
      const source = createEventSource<any>({
        url: 'http://a.test/',
        events: { note: decoder },
        transport,
        ...options,
      })
      const seen: unknown[] = []
      source.on('note', ({ data }) => seen.push(data))
      source.subscribe(() => {})
      return { source, seen }
    },
  }
}

test('an event that twenty stores refuse is logged once, whatever their decoders are', () => {
  const logged = collectLogs()
  const { transport, join } = sharing()
  const stores = Array.from({ length: 20 }, (_, n) =>
    join(n % 2 ? json : (raw: string) => JSON.parse(raw)),
  )
  transport.last.open()
  transport.last.event('note', 'ping')
  transport.last.event('note', '1')
  transport.last.event('note', 'ping')
  expect(logged).toHaveLength(2)
  for (const { seen } of stores) expect(seen).toEqual([1])
})

test('an event that was refused before a store joined is no news to it', () => {
  const logged = collectLogs()
  const { transport, join } = sharing()
  join(json)
  transport.last.open()
  transport.last.event('note', 'ping')
  const late: RawEvent[] = []
  join((raw) => JSON.parse(raw), { onInvalid: (event) => void late.push(event) })
  join(json)
  expect([logged.length, late]).toEqual([1, []])
})

test('each onInvalid is called once for an event, however many stores share it', () => {
  const { transport, join } = sharing()
  let common = 0
  let own = 0
  for (let n = 0; n < 3; n++) join(json, { onInvalid: countCommon })
  join(json, { onInvalid: () => void own++ })
  function countCommon() {
    common++
  }
  transport.last.open()
  transport.last.event('note', 'ping')
  expect([common, own]).toEqual([1, 1])
})

test.each([
  ['a function', async (raw: string) => raw],
  ['a function that rejects', () => Promise.reject(new Error('too late'))],
  ['a schema', { '~standard': { version: 1, vendor: 'x', validate: async () => ({ value: 1 }) } }],
] satisfies [string, Decoder][])(
  '%s that answers with a promise is refused, in words',
  (_, decoder) => {
    const { transport, join } = sharing()
    const refused: string[] = []
    const { seen } = join(decoder, {
      onInvalid: (_, { message }) => void refused.push(message),
    })
    transport.last.open()
    transport.last.event('note', '1')
    expect(seen).toEqual([])
    expect(refused).toEqual([expect.stringContaining('The decoder answered with a promise')])
  },
)

test('an onInvalid that rejects is logged', async () => {
  const logged = collectLogs()
  const broken = new Error('no such table')
  const { transport, join } = sharing()
  join(json, { onInvalid: () => Promise.reject(broken) as never })
  transport.last.open()
  transport.last.event('note', 'ping')
  await expect.poll(() => logged.map(([, error]) => error)).toEqual([broken])
})

test('a decoder may throw whatever it likes', () => {
  const logged = collectLogs()
  const { transport, join } = sharing()
  const thrown = [undefined, Object.create(null) as unknown, Symbol('none')]
  let calls = 0
  join(() => {
    throw thrown[calls++]
  })
  transport.last.open()
  for (let n = 0; n < 3; n++) transport.last.event('note', 'x')
  expect(logged.map(([, error]) => error)).toEqual(thrown)
})

test('an until that throws is logged, and its event is delivered', () => {
  const logged = collectLogs()
  const { transport, join } = sharing()
  const { seen, source } = join((raw) => raw, { until: ({ raw }) => JSON.parse(raw).done === true })
  transport.last.open()
  transport.last.event('note', '{}')
  transport.last.event('note', 'hello')
  transport.last.event('note', '{"done":true}')
  expect(seen).toEqual(['{}', 'hello'])
  expect(logged).toEqual([[expect.stringContaining("'until' threw"), expect.any(SyntaxError)]])
  expect(source.getSnapshot()).toMatchObject({ status: 'closed', failure: null })
})

test('an until that answers with a promise is warned of once, and ends nothing', () => {
  const warnings = hearWarnings()
  const { transport, join } = sharing()
  const { seen } = join(json, { until: (() => Promise.reject(new Error('late'))) as never })
  transport.last.open()
  transport.last.event('note', '1')
  transport.last.event('note', '2')
  expect(seen).toEqual([1, 2])
  expect(warnings).toEqual([expect.stringContaining("'until' answered with a promise")])
})
