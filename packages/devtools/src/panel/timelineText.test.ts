import { createEventSourceClient } from '@use-event-source/core'
import { expect, test, vi } from 'vitest'
import type { StreamLog } from '../recorder/streamLog.ts'
import { play, record } from '../recorder/recorder.test.helper.ts'
import { timelineText } from './timelineText.ts'

const titlesOf = (log: StreamLog) => log.timeline.items().map((entry) => timelineText(entry).title)
const refusal = { kind: 'http', status: 401, message: 'Who are you?' } as const

/** Listens to a stream of a client that renews its access. */
function open(renew: () => Promise<unknown>) {
  const recorder = record()
  const { transport } = play({ client: createEventSourceClient({ renew }) })
  return { transport, log: recorder.streams[0]! }
}

/** As long as the dials after a renewal are spread. */
const untilDialled = () => vi.advanceTimersByTimeAsync(1000)

test('a dial that is refused with 401 is told with the renewal, and the dial after it', async () => {
  const renew = vi.fn(async () => {})
  const { transport, log } = open(renew)
  transport.last.lose(refusal)
  const refused = timelineText(log.timeline.items().at(-1)!)
  expect(refused).toMatchObject({ title: 'Renewing access', tone: 'warn' })
  expect(refused.facts).toContain('status 401')
  await untilDialled()
  transport.last.open()
  expect(renew).toHaveBeenCalledOnce()
  expect(titlesOf(log)).toEqual([
    'Dial 1',
    'Connecting',
    'Renewing access',
    'Dial 2',
    'Dials again',
    'Open',
  ])
})

test('a renewal that brings nothing ends in a failure for good', async () => {
  const renew = vi.fn(async () => {})
  const { transport, log } = open(renew)
  transport.last.lose(refusal)
  await untilDialled()
  transport.last.lose(refusal)
  await untilDialled()
  expect(renew).toHaveBeenCalledOnce()
  expect(titlesOf(log).slice(-4)).toEqual([
    'Renewing access',
    'Dial 2',
    'Dials again',
    'Failed for good',
  ])
})

test('a renewal that is refused makes no second dial', async () => {
  const { transport, log } = open(async () => false)
  transport.last.lose(refusal)
  await untilDialled()
  expect(titlesOf(log).slice(-2)).toEqual(['Renewing access', 'Failed for good'])
  expect(log.dials).toBe(1)
})
