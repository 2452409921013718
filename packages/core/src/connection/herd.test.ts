import { describe, expect, test } from 'vitest'
import { broken, ended, peak, play, restarting, seeded, servers, sum } from '../../bench/clients.ts'
import type { Scene } from '../../bench/clients.ts'
import { backoff } from './retry.ts'

// The short form of `npm run herd`, which has 100,000 clients.
const clients = 1000
const minute = 60_000

const meet = (scene: Pick<Scene, 'answer'> & Partial<Scene>) =>
  play({
    clients,
    duration: 5 * minute,
    within: 1000,
    lost: broken,
    policy: backoff({ random: seeded(11) }),
    ...scene,
  })

describe('many clients of one server', () => {
  test('keep quiet streams open that end every half a minute', () => {
    const { openShare } = meet({ answer: servers.endsEveryHalfMinute, within: 30_000 })
    expect(openShare).toBeGreaterThan(0.94)
  })

  test('dial a server seldom that greets and crashes', () => {
    const { dials } = meet({ answer: servers.greetsAndCrashes })
    expect(sum(dials.subarray(2 * minute)) / clients / 3).toBeLessThan(5)
  })

  test('come back over half a minute where it was asked for', () => {
    const { dials } = meet({ answer: servers.asksToWait, within: 100 })
    expect(peak(dials, 1000, 5000)).toBeLessThan(clients / 15)
    expect(sum(dials.subarray(5000, 30_000))).toBe(0)
  })

  test.each([broken, ended])(
    'dial a server at most once in two seconds that restarts ($kind)',
    (lost) => {
      const { dials, back } = meet({ answer: restarting(10_000, Infinity), within: 100, lost })
      expect(peak(dials, 1000)).toBeLessThan(clients * 0.52)
      expect(back).toHaveLength(clients)
    },
  )

  test('keep the pace of a server that lets them poll, and never more than twice a second', () => {
    const answer = () => ({ lives: 10, ends: ended })
    const pace = (serverDelay: number) =>
      sum(meet({ answer, serverDelay, lost: ended, clients: 10, duration: 2 * minute }).dials) /
      1200
    expect(pace(500)).toBeGreaterThan(1.4)
    expect(pace(0)).toBeLessThan(2.1)
  })
})
