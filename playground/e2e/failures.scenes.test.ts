import type { Page } from 'playwright'
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

const playground = startPlayground()

interface Story {
  /** What the page writes under "What happened". */
  readonly happens: string
  /** What the page writes there of the server's answer. */
  readonly answer?: string
  /** Whether the store gives up, so that it connects again only on request. */
  readonly closes?: true
  /**
   * How often a page dials until it is well again, where the length of the failure does not
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

const scenes = ['prices', 'log']

/** Shows a failure to pages that are well, and waits until they are well again. */
async function survive(pages: readonly Page[], name: FailureName): Promise<void> {
  const { happens, answer, closes, dials } = stories[name]
  const inBoth = (what: (page: Page) => Promise<unknown>) => Promise.all(pages.map(what))
  const [page] = pages as [Page]
  // Only what happens now counts.
  await inBoth((page) => page.locator('[data-timeline]').evaluate((list) => list.replaceChildren()))
  const before = await Promise.all(pages.map(dialsOf))

  const { untilBegun } = await recordFailures(page)
  await buttonOf(page, name).click()
  await inBoth((page) => untilHappened(page, happens))
  if (answer) await inBoth((page) => untilHappened(page, answer))
  if (lasting.includes(name)) {
    await untilBegun(name)
    if (!waitedOut.includes(name)) await playground.endFailure(name)
    await untilOver(page, name)
  }
  if (closes) {
    await inBoth((page) => untilStatus(page, 'closed'))
    await inBoth((page) => page.getByRole('button', { name: 'Connect', exact: true }).click())
  }

  await inBoth((page) => untilStatus(page, 'open'))
  await inBoth(expectNothingMissing)
  if (dials) {
    const after = before.map((count) => count + dials)
    await expect.poll(() => Promise.all(pages.map(dialsOf))).toEqual(after)
  }
}

test.each([
  {
    what: 'each failure that the network or the server tells of',
    names: failureNames.filter((name) => !unanswered.includes(name)),
    patience: 1,
  },
  { what: 'each that only a time-out notices', names: unanswered, patience: 0.3 },
])(
  'two scenes survive $what, one after the other, with every event',
  { timeout: 240_000 },
  async ({ names, patience }) => {
    const visits = await Promise.all(scenes.map((scene) => playground.visit(scene, { patience })))
    const pages = visits.map(({ page }) => page)
    await Promise.all(pages.map((page) => untilStatus(page, 'open')))
    await Promise.all(pages.map((page) => untilReceived(page, 10)))
    await untilServerSees(pages[0]!, scenes.join(', '))
    for (const name of names) {
      await survive(pages, name).catch((cause: unknown) => {
        throw new Error(`They did not survive ${name}`, { cause })
      })
    }
    expect(visits.flatMap(({ problems }) => problems)).toEqual([])
  },
)
