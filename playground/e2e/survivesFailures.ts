import { expect, test } from 'vitest'
import { failureNames, type FailureName } from '../src/shared/failures.ts'
import { untilHappened, untilReceived, untilServerSees, untilStatus } from './browser.ts'
import {
  buttonOf,
  dialsOf,
  expectNothingMissing,
  lasting,
  recordFailures,
  untilOver,
} from './failureButtons.ts'
import { startPlayground } from './playground.ts'

interface Story {
  /** What the page writes under "What happened". */
  readonly happens: string
  /** What the page writes there of the server's answer. */
  readonly answer?: string
  /** Whether the store gives up, so that it connects again only on request. */
  readonly closes?: true
  /**
   * How often the page dials until it is well again, where the length of the failure does not
   * decide.
   */
  readonly dials?: number
}

const stories: Readonly<Record<FailureName, Story>> = {
  drop: { happens: 'The server cannot be reached', dials: 1 },
  half: { happens: 'The server cannot be reached', dials: 1 },
  silence: { happens: 'The server does not answer' },
  slowHeaders: { happens: 'The server does not answer' },
  unauthorized: {
    happens: 'You are not signed in',
    answer: 'The token has expired',
    dials: 2,
  },
  limited: {
    happens: 'There were too many requests',
    answer: 'Too many requests',
    dials: 2,
  },
  badGateway: { happens: 'The server is busy', answer: '502 Bad Gateway' },
  unavailable: { happens: 'The server is busy', answer: '"The server is busy"', dials: 2 },
  wrongType: {
    happens: 'The server gave an unexpected answer',
    answer: 'A portal answers in place of the server',
    closes: true,
    dials: 2,
  },
  offline: { happens: 'The server cannot be reached' },
}

/** Those that only a time-out notices. */
const unanswered: readonly FailureName[] = ['silence', 'slowHeaders']

/**
 * Those that the page waits out, because of Retry-After. The others end as soon as the page has
 * noticed them.
 */
const waitedOut: readonly FailureName[] = ['limited', 'unavailable']

/** Tests that a scene outlasts each failure. */
export function survivesFailures(scene: string) {
  const playground = startPlayground()

  test.each(failureNames)('survives %s with every event', async (name) => {
    const { happens, answer, closes, dials } = stories[name]
    const patience = unanswered.includes(name) ? 0.3 : 1
    const { page, problems } = await playground.visit(scene, { patience })
    await untilStatus(page, 'open')
    await untilReceived(page, 10)
    await untilServerSees(page, scene)
    const before = await dialsOf(page)

    const { untilBegun } = await recordFailures(page)
    await buttonOf(page, name).click()
    await untilHappened(page, happens)
    if (answer) await untilHappened(page, answer)
    if (lasting.includes(name)) {
      await untilBegun(name)
      if (!waitedOut.includes(name)) await playground.endFailure(name)
      await untilOver(page, name)
    }
    if (closes) {
      await untilStatus(page, 'closed')
      await page.getByRole('button', { name: 'Connect', exact: true }).click()
    }

    await untilStatus(page, 'open')
    await expectNothingMissing(page)
    if (dials) await expect.poll(() => dialsOf(page)).toBe(before + dials)
    expect(problems).toEqual([])
  })
}
