import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { randomRuns, randomTimeout } from '../../../../scripts/randomRuns.ts'
import { seeded } from '../../bench/clients.ts'
import { collectLogs } from '../platform/collectLogs.test.helper.ts'
import { collectReports, fakePlatform } from '../platform/fakePlatform.test.helper.ts'
import { answers, broken, calls, live, turns } from './lives.test.helper.ts'
import type { Step } from './lives.test.helper.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const userStep = fc.record({
  who: fc.constant('user' as const),
  user: fc.nat(1),
  does: fc.constantFrom(...calls),
  then: fc.option(fc.constantFrom(...calls)),
  throws: fc.boolean(),
})
const step: fc.Arbitrary<Step> = fc.oneof(
  userStep,
  fc.record({ who: fc.constant('server' as const), does: fc.constantFrom(...answers) }),
  // Without it, hardly a life would see an event.
  fc.record({ who: fc.constant('server' as const), does: fc.constantFrom('open', 'event') }),
  fc.record({ who: fc.constant('platform' as const), does: fc.constantFrom(...turns) }),
  fc.record({
    who: fc.constant('time' as const),
    does: fc.constantFrom(0, 1, 500, 1000, 30_000, 60_000),
  }),
)

const options = fc.record(
  {
    linger: fc.constantFrom(0, 5000),
    idleTimeout: fc.constantFrom(false as const, 2000),
    connectTimeout: fc.constant(700),
    pauseWhenHidden: fc.boolean(),
    retry: fc.constant(false as const),
    method: fc.constant('POST'),
  },
  { requiredKeys: [] },
)

test.each([
  ['the same in each run', { seed: 1, numRuns: 1500 }],
  ['other ones in each run', { numRuns: randomRuns(1500) }],
])(
  'whatever happens and throws, a life keeps the promises: %s',
  { timeout: randomTimeout },
  (_, parameters) => {
    collectLogs()
    fc.assert(
      fc.property(options, fc.array(step, { maxLength: 50 }), fc.nat(), (options, steps, seed) => {
        vi.clearAllTimers()
        // A seed that failed has to fail again.
        const random = vi.spyOn(Math, 'random').mockImplementation(seeded(seed))
        const platform = fakePlatform()
        const reports = collectReports()
        try {
          expect(live(options, steps, platform)).toEqual([])
          expect(reports.errors.filter((error) => error !== broken)).toEqual([])
        } finally {
          reports.restore()
          platform.restore()
          random.mockRestore()
        }
      }),
      parameters,
    )
  },
)
