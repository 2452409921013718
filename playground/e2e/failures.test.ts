import { chromium, type Page } from 'playwright'
import { expect, test } from 'vitest'
import { chromiumOptions } from '../../scripts/engines/chromium.js'
import { failureDurations, failureNames, type FailureName } from '../src/shared/failures.ts'
import {
  frameworks,
  tallyOf,
  untilHappened,
  untilReceived,
  untilServerSees,
  untilStatus,
  visit,
} from './browser.ts'
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
    answer: '<title>Sign in</title>',
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

const lasting = failureNames.filter((name) => failureDurations[name] > 0)

const buttonOf = (page: Page, name: string) => page.locator(`[data-failure=${name}]`)

const dialsOf = async (page: Page) => Number(await page.locator('[data-field=dials]').textContent())

/**
 * Writes down when the page shows that a failure begins and ends: it may be over before a test
 * looks.
 */
async function recordFailures(page: Page) {
  const written = await page.evaluateHandle(() => {
    const written: string[] = []
    const observer = new MutationObserver((changes) => {
      for (const target of new Set(changes.map(({ target }) => target as HTMLElement))) {
        const isActive = target.matches('[data-active][aria-pressed=true]')
        const left = target.querySelector('small')!.textContent
        written.push(`${target.dataset.failure} ${isActive ? `begins, ${left}` : 'ends'}`)
      }
    })
    for (const button of document.querySelectorAll('[data-failure]')) {
      observer.observe(button, { attributeFilter: ['data-active'] })
    }
    return written
  })
  const until = (what: RegExp) =>
    expect.poll(async () => (await written.jsonValue()).join('; ')).toMatch(what)
  return {
    untilBegun: (name: FailureName) => until(new RegExp(`${name} begins, \\d+ s`)),
    untilEnded: (name: FailureName) => until(new RegExp(`${name} begins.*${name} ends`)),
  }
}

const untilOver = (page: Page, name: FailureName) =>
  buttonOf(page, name).and(page.locator(':not([data-active])[aria-pressed=false]')).waitFor()

async function expectNothingMissing(page: Page): Promise<void> {
  const { received } = await tallyOf(page, 'react')
  await untilReceived(page, received + 2)
  for (const framework of frameworks)
    expect(await tallyOf(page, framework)).toMatchObject({ missing: 0, disorder: 0 })
}

const failureCases = ['prices', 'log'].flatMap((scene) =>
  failureNames.map((name) => ({ scene, name })),
)

test.each(failureCases)(
  'survives $name in the scene $scene with every event',
  async ({ scene, name }) => {
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
      await page.getByRole('button', { name: 'Connect' }).click()
    }

    await untilStatus(page, 'open')
    await expectNothingMissing(page)
    if (dials) await expect.poll(() => dialsOf(page)).toBe(before + dials)
    expect(problems).toEqual([])
  },
)

test('counts each failure down, and ends it by itself', async () => {
  const { page } = await playground.visit('chat')
  const { untilEnded } = await recordFailures(page)
  for (const name of lasting) await buttonOf(page, name).click()
  for (const name of lasting) await untilEnded(name)
})

test('shows a failure in every page of the server', async () => {
  const { page: mine } = await playground.visit()
  const { page: yours } = await playground.visit()
  const { untilBegun } = await recordFailures(yours)
  await buttonOf(mine, 'silence').click()
  await untilBegun('silence')
  await buttonOf(yours, 'silence').click()
  await untilOver(mine, 'silence')
})

test('ends a stream without a token at a 401, and connects it again on request', async () => {
  const { page, problems } = await playground.visit('flood')
  await untilStatus(page, 'open')
  await buttonOf(page, 'unauthorized').click()
  await untilHappened(page, 'You are not signed in')
  await untilStatus(page, 'closed')
  await playground.endFailure('unauthorized')
  await untilOver(page, 'unauthorized')
  await page.getByRole('button', { name: 'Connect' }).click()
  await untilStatus(page, 'open')
  await untilServerSees(page, 'numbers')
  expect(problems).toEqual([])
})

test('over EventSource the browser dials again by itself, and tells no busy server from a dead one', async () => {
  const { page, problems } = await playground.visit('prices')
  await page.getByRole('link', { name: 'Over EventSource' }).click()
  await page.getByRole('link', { name: 'Over fetch' }).waitFor()
  await untilStatus(page, 'open')
  await untilReceived(page, 10)

  const isDropped = page.locator('#panel-machine[data-phase=dropped]').waitFor()
  await buttonOf(page, 'drop').click()
  await isDropped
  await untilStatus(page, 'open')
  await expectNothingMissing(page)

  const isWaiting = page.locator('#panel-machine[data-phase=waiting]').waitFor()
  await buttonOf(page, 'badGateway').click()
  await isWaiting
  await playground.endFailure('badGateway')
  await untilStatus(page, 'open')
  await expectNothingMissing(page)
  const happened = await page.locator('[data-timeline]').textContent()
  expect(happened).toContain('The server cannot be reached')
  expect(happened).not.toContain('The server is busy')
  expect(problems).toEqual([])
})

test('dials nothing while the page is offline, and without delay when it is back', async () => {
  // A server on this machine needs no network, and is dialled all the same. So it gets another
  // name.
  const url = new URL(playground.url)
  url.hostname = 'playground.test'
  const rules = [
    '--host-resolver-rules=MAP playground.test 127.0.0.1',
    `--unsafely-treat-insecure-origin-as-secure=${url.origin}`,
  ]
  const options = chromiumOptions()
  const elsewhere = await chromium.launch({ ...options, args: [...options.args, ...rules] })
  try {
    const { page, problems } = await visit(elsewhere, 'about:blank')
    await page.addInitScript(() => {
      // The machine that runs the test may itself be offline.
      Object.defineProperty(Navigator.prototype, 'onLine', { value: true })
      // The page reads that it is offline from a stream: without a delay it would dial meanwhile.
      Math.random = () => 0.99
    })
    await page.goto(url.href)
    await untilStatus(page, 'open')
    await untilReceived(page, 10)
    const before = await dialsOf(page)

    const isOffline = page.locator('#panel-machine[data-phase=offline]').waitFor()
    await buttonOf(page, 'offline').click()
    await isOffline
    await untilOver(page, 'offline')
    await untilStatus(page, 'open')
    await expectNothingMissing(page)

    // One that failed, or none, and the one that succeeded.
    expect(await dialsOf(page)).toBeLessThanOrEqual(before + 2)
    expect(problems).toEqual([])
  } finally {
    await elsewhere.close()
  }
})
