import { fakeTransport } from '@use-event-source/testing'
import type { FakeDial } from '@use-event-source/testing'
import { beforeEach, expect, test, vi } from 'vitest'
import { playScenario } from './playScenario.ts'
import type { ScenarioName } from './scenarios.ts'

beforeEach(() => {
  vi.useFakeTimers()
  return () => void vi.useRealTimers()
})

/** Plays a scenario with a server that answers each of its dials in turn. */
async function outcome(name: ScenarioName, ...answers: ((dial: FakeDial) => void)[]) {
  const transport = fakeTransport()
  const server = { origin: 'http://server.test', transport }
  const verdict = playScenario(name, server, async () => transport.last.lose())
  for (const [index, answer] of answers.entries()) {
    await vi.waitUntil(() => transport.dials.length > index, { timeout: 20_000 })
    answer(transport.last)
  }
  await vi.runAllTimersAsync()
  expect(transport.sockets).toBe(0)
  return verdict
}

const open = { response: { status: 200, headers: {} } }
const ticks =
  (...numbers: number[]) =>
  (dial: FakeDial) => {
    dial.open(open)
    for (const n of numbers) dial.event('tick', `{"n":${n}}`, `${n}`)
  }
/** The same, and the server ends the stream. */
const burst =
  (...numbers: number[]) =>
  (dial: FakeDial) => {
    ticks(...numbers)(dial)
    dial.lose({ kind: 'ended' })
  }

const first = [1, 2, 3, 4, 5, 6, 7, 8]

test('lets a server pass that goes on behind the last event', async () => {
  expect(await outcome('resume', burst(...first), ticks(9, 10, 11, 12, 13, 14, 15))).toBeNull()
})

test.each([
  { does: 'loses one', then: [10, 11, 12, 13, 14, 15, 16], lost: 1, twice: 0 },
  { does: 'sends one again', then: [8, 9, 10, 11, 12, 13, 14], lost: 0, twice: 1 },
  { does: 'begins again', then: first, lost: 0, twice: 8 },
])('fails a server that $does after it has ended a stream', async ({ then, lost, twice }) => {
  expect(await outcome('resume', burst(...first), ticks(...then))).toMatch(
    `found {"lost":${lost},"twice":${twice},"gaps":0} where`,
  )
})

test('fails a server that takes no last event ID, also where nothing is lost by that', async () => {
  const withoutId = (dial: FakeDial) => {
    dial.open({ ...open, lastEventId: '' })
    for (const n of [9, 10, 11, 12, 13, 14, 15]) dial.event('tick', `{"n":${n}}`, `${n}`)
  }
  expect(await outcome('resume', burst(...first), withoutId)).toMatch('"gaps":1')
})

test('fails a server that loses one where it is killed', async () => {
  expect(await outcome('restart', ticks(1, 2, 3, 4, 5), ticks(7, 8, 9, 10, 11))).toMatch('"lost":1')
})

test('fails a server whose heartbeat does not come', async () => {
  expect(await outcome('heartbeat', ticks(1))).toMatch('a heartbeat came before the event')
})

test('fails a server whose stream did not stay open', async () => {
  const cut = (dial: FakeDial) => {
    dial.open(open)
    dial.comment()
    dial.lose()
  }
  expect(await outcome('heartbeat', cut, ticks(1))).toMatch('found 2 where 1 was expected')
})

test('fails a server that cuts a big event short', async () => {
  const short = (dial: FakeDial) => {
    dial.open(open)
    dial.event('tick', 'x'.repeat(999_999))
  }
  expect(await outcome('big', short)).toMatch('characters')
})

test('fails a server that says nothing, and tells how far it came', async () => {
  expect(await outcome('ids', ticks(1, 2))).toMatch(
    'nothing more came in 120 s; open, opened 1 times, 2 events',
  )
})
