import { expect, onTestFinished, test, vi } from 'vitest'
import { play, record } from '../recorder/recorder.test.helper.ts'
import { createPace } from './pace.ts'

function open() {
  const recorder = record()
  recorder.watch()
  const { transport } = play()
  transport.last.open()
  const pace = createPace(recorder)
  onTestFinished(pace.stop)
  pace.drawn()
  const send = (count: number) => {
    for (let n = 0; n < count; n++) transport.last.event('price', '1')
  }
  return { transport, pace, send }
}

test('a panel is drawn for single events, and once a second in a flood or without any', () => {
  const { pace, send } = open()
  expect(pace.isDue()).toBe(false)
  send(1)
  expect(pace.isDue()).toBe(true)
  pace.drawn()
  send(10_000)
  expect(pace.isDue()).toBe(false)
  vi.advanceTimersByTime(1000)
  expect(pace.isDue()).toBe(true)
  pace.drawn()
  vi.advanceTimersByTime(999)
  expect(pace.isDue()).toBe(false)
})

test('a change of state is drawn in a flood, too, and a countdown all the time', () => {
  const { transport, pace, send } = open()
  send(10_000)
  transport.last.lose()
  expect(pace.isDue()).toBe(true)
  pace.drawn()
  expect(pace.isDue()).toBe(true)
})
