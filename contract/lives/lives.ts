import fc from 'fast-check'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { randomRuns, randomTimeout } from '../../scripts/randomRuns.ts'
import { createLife } from './life.ts'
import type { Step } from './life.ts'
import { kinds } from './part.ts'
import type { LivingPart } from './part.ts'

/** A page of parts that come and go, as an adapter renders it. */
interface Page {
  /** Renders the parts, each in its place: `null` where there is none. */
  show(parts: readonly (LivingPart | null)[]): void
  unmount(): void
}

interface Stage {
  mountPage(): Page
  /** Does something and lets the framework render what follows. */
  settle(step: () => void): Promise<void>
}

const ofPart = fc.record({
  who: fc.constant('part' as const),
  does: fc.constantFrom(
    ...(['mount', 'mount', 'move', 'renew', 'hide', 'show'] as const),
    ...(['unmount', 'close', 'connect', 'connect'] as const),
  ),
  place: fc.nat(3),
  kind: fc.constantFrom(...kinds),
  room: fc.nat(1),
  useStore: fc.boolean(),
})
const ofServer = fc.record({
  who: fc.constant('server' as const),
  does: fc.constantFrom('publish', 'publish', 'accept', 'accept', 'lose'),
  room: fc.nat(1),
})
const ofTime = fc.record({
  who: fc.constant('time' as const),
  delay: fc.constantFrom(10, 60, 500, 1100, 6000),
})
const frame = fc.constant({ who: 'frame' as const })
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(ofPart, ofPart, ofServer, ofServer, ofServer, frame, ofTime),
  { minLength: 10, maxLength: 60, size: 'max' },
)

/**
 * Components that are mounted, moved to another stream, hidden, closed and rendered again, in any
 * order with what a server and the time do: each event comes once and in order, on one connection
 * for each stream, at the pace of the screen, and none after closing.
 */
export function livesContract(stage: Stage) {
  describe.each([
    ['the same in each run', { seed: 1, numRuns: 100 }],
    ['other ones in each run', { numRuns: randomRuns(100) }],
  ])('random lives of a page, %s', (_, parameters) => {
    test('keep every promise', { timeout: randomTimeout }, async () => {
      onTestFinished(() => void vi.restoreAllMocks())
      vi.spyOn(Math, 'random').mockReturnValue(0.5)
      const errors = vi.spyOn(console, 'error')
      const property = fc.asyncProperty(steps, async (steps) => {
        vi.clearAllTimers()
        errors.mockReset()
        expect(await live(stage, steps)).toEqual([])
        expect(errors.mock.calls).toEqual([])
      })
      await fc.assert(property, parameters)
    })
  })
}

/** Lives through the steps, and returns which promises were broken. */
async function live({ mountPage, settle }: Stage, steps: readonly Step[]) {
  const life = createLife()
  const page = mountPage()
  for (const step of steps) {
    await settle(() => {
      life.act(step)
      if (step.who === 'part') page.show(life.slots)
    })
    life.check(step)
  }
  await settle(() => page.unmount())
  for (let seconds = 0; seconds < 120; seconds += 10)
    await settle(() => void vi.advanceTimersByTime(10_000))
  life.checkEnd()
  return life.faults
}
