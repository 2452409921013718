import { describe, expect, test } from 'vitest'
import { seeded } from '../../bench/clients.ts'
import { beats, listen } from '../../bench/heartbeat.ts'
import { createHeartbeat } from './heartbeat.ts'

function learned(...silences: readonly number[]) {
  const heartbeat = createHeartbeat()
  for (const silence of silences) heartbeat.learn(silence)
  return heartbeat
}

describe('the heartbeat of a server', () => {
  test('is known after three comments', () => {
    expect(learned(15_000, 15_000).timeout).toBe(Infinity)
    expect(learned(15_000, 15_000, 15_000).timeout).toBe(45_000)
  })

  test('is that of the longest of the last eight silences', () => {
    expect(learned(10_000, 30_000, 10_000).timeout).toBe(90_000)
    expect(learned(30_000, ...Array<number>(7).fill(10_000)).timeout).toBe(90_000)
    expect(learned(30_000, ...Array<number>(8).fill(10_000)).timeout).toBe(30_000)
  })

  test('is waited for twenty seconds at least', () => {
    expect(learned(1000, 1000, 1000).timeout).toBe(20_000)
  })

  test('is not learned from comments that follow something else', () => {
    expect(learned(999, 0, 500, 999, 999).timeout).toBe(Infinity)
  })

  test('is not learned from a silence that is longer than its own watch', () => {
    expect(learned(15_000, 15_000, 15_000, 45_001).timeout).toBe(45_000)
    expect(learned(15_000, 15_000, 15_000, 45_000).timeout).toBe(135_000)
  })

  test('is waited for twice as long after each time that it was missed', () => {
    const heartbeat = learned(15_000, 15_000, 15_000)
    heartbeat.missed()
    expect(heartbeat.timeout).toBe(90_000)
    heartbeat.missed()
    expect(heartbeat.timeout).toBe(180_000)
  })

  test('is not waited for where that takes more than a quarter of an hour', () => {
    expect(learned(300_000, 300_000, 300_000).timeout).toBe(900_000)
    expect(learned(300_001, 300_000, 300_000).timeout).toBe(Infinity)
    const heartbeat = learned(60_000, 60_000, 60_000)
    for (let i = 0; i < 3; i++) heartbeat.missed()
    expect(heartbeat.timeout).toBe(Infinity)
  })
})

// The short form of `npm run heartbeat`.
describe('over eight hours', () => {
  test.each(['every second', 'every 15 s', 'every 30 s', 'every 3 min'])(
    'a line is never dialled again that speaks %s, and noticed to be dead after three beats',
    (name) => {
      const interval = beats[name]!(Math.random)
      const { needless, noticedAfter } = listen(beats[name]!, seeded(1))
      expect(needless).toBe(0)
      expect(noticedAfter).toBe(Math.max(3 * interval, 20_000))
    },
  )

  test.each(Object.keys(beats))('a line is dialled again twice at most that speaks %s', (name) => {
    for (let seed = 0; seed < 20; seed++)
      expect(listen(beats[name]!, seeded(seed)).needless).toBeLessThanOrEqual(2)
  })
})
