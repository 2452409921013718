import { chromium, type Page } from 'playwright'
import { expect, test } from 'vitest'
import { shellOptions } from '../../scripts/engines/chromium.js'
import { load, untilHappened, untilReceived, untilServerSees, untilStatus } from './browser.ts'
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
/** Its failures last until a browser that waits before it dials has met them. */
const unhurried = startPlayground({ pace: 1 })

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
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await untilStatus(page, 'open')
  await untilServerSees(page, 'numbers')
  expect(problems).toEqual([])
})

/** Waits for a phase to come, from now on. It may be over before the driver looks. */
const untilPhase = (page: Page, phase: string) =>
  page.evaluate((wanted) => {
    const panel = document.querySelector<HTMLElement>('#panel-machine')!
    return new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        if (panel.dataset['phase'] !== wanted) return
        observer.disconnect()
        resolve()
      })
      observer.observe(panel, { attributeFilter: ['data-phase'] })
    })
  }, phase)

test(
  'over EventSource the browser dials again by itself, and tells no busy server from a dead one',
  {
    timeout: 120_000,
  },
  async () => {
    const { page, problems } = await unhurried.visit('prices')
    await page.getByRole('link', { name: 'Over EventSource' }).click()
    await page.getByRole('link', { name: 'Over fetch' }).waitFor()
    await untilStatus(page, 'open')
    await untilReceived(page, 10)

    const isDropped = untilPhase(page, 'dropped')
    await buttonOf(page, 'drop').click()
    await isDropped
    await untilStatus(page, 'open')
    await expectNothingMissing(page)

    const isWaiting = untilPhase(page, 'waiting')
    await buttonOf(page, 'badGateway').click()
    await isWaiting
    await unhurried.endFailure('badGateway')
    // Each dial that failed doubled the delay.
    await untilStatus(page, 'open', 50_000)
    await expectNothingMissing(page)
    const happened = await page.locator('[data-timeline]').textContent()
    expect(happened).toContain('The server cannot be reached')
    expect(happened).not.toContain('The server is busy')
    expect(problems).toEqual([])
  },
)

test('dials nothing while the page is offline, and without delay when it is back', async () => {
  // A server on this machine needs no network, and is dialled all the same. So it gets another
  // name.
  const url = new URL(playground.url)
  url.hostname = 'playground.test'
  const rules = [
    '--host-resolver-rules=MAP playground.test 127.0.0.1',
    `--unsafely-treat-insecure-origin-as-secure=${url.origin}`,
  ]
  const options = shellOptions()
  const elsewhere = await chromium.launch({ ...options, args: [...options.args, ...rules] })
  try {
    const page = await elsewhere.newPage({ reducedMotion: 'reduce' })
    await page.addInitScript(() => {
      // The machine that runs the test may itself be offline.
      Object.defineProperty(Navigator.prototype, 'onLine', { value: true })
      // The page reads that it is offline from a stream: without a delay it would dial meanwhile.
      Math.random = () => 0.99
    })
    const { problems } = await load(page, url.href)
    await untilStatus(page, 'open')
    await untilReceived(page, 10)
    const before = await dialsOf(page)

    const isOffline = untilPhase(page, 'offline')
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
