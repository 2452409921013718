import { chromium, type Browser, type Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from 'vitest'
import { chromiumOptions } from '../../scripts/engines/chromium.js'
import { badDayDurations, badDayNames, type BadDayName } from '../src/shared/badDays.ts'
import { frameworks, tallyOf, untilHappened, untilReceived, untilServerSees, untilStatus, visit } from './browser.ts'
import { startPlayground } from './playground.ts'

const playground = startPlayground()

interface Story {
  /** What the page writes down. */
  readonly happens: string
  /** Whether the store gives up, so that somebody has to connect again. */
  readonly closes?: true
  /** How often the page dials until it is well again, where the length of the failure does not decide. */
  readonly dials?: number
}

const stories: Readonly<Record<BadDayName, Story>> = {
  drop: { happens: 'The connection broke', dials: 1 },
  half: { happens: 'The connection broke', dials: 1 },
  silence: { happens: 'The server fell silent' },
  slowHeaders: { happens: 'The server fell silent' },
  unauthorized: { happens: 'The server answered 401', dials: 2 },
  limited: { happens: 'The server answered 429', dials: 2 },
  badGateway: { happens: 'The server answered 502' },
  unavailable: { happens: 'The server answered 503', dials: 2 },
  wrongType: { happens: 'text/html', closes: true, dials: 2 },
  offline: { happens: 'The connection broke' },
}

/** Those that the page waits out, because the server has said how long. The others are ended when they were noticed. */
const waitedOut: readonly BadDayName[] = ['limited', 'unavailable']

const lasting = badDayNames.filter((name) => badDayDurations[name] > 0)

const badDay = (page: Page, name: string) => page.locator(`[data-bad-day=${name}]`)

const dialsOf = async (page: Page) => Number(await page.locator('[data-field=dials]').textContent())

/** Writes down when the page shows that a bad day begins and ends: it may be over before a test looks. */
async function recordBadDays(page: Page) {
  const written = await page.evaluateHandle(() => {
    const written: string[] = []
    const observer = new MutationObserver((changes) => {
      for (const target of new Set(changes.map(({ target }) => target as HTMLElement))) {
        const isActive = target.matches('[data-active][aria-pressed=true]')
        const left = target.querySelector('small')!.textContent
        written.push(`${target.dataset.badDay} ${isActive ? `begins, ${left}` : 'ends'}`)
      }
    })
    for (const button of document.querySelectorAll('[data-bad-day]')) {
      observer.observe(button, { attributeFilter: ['data-active'] })
    }
    return written
  })
  const until = (what: RegExp) => expect.poll(async () => (await written.jsonValue()).join('; ')).toMatch(what)
  return {
    untilBegun: (name: BadDayName) => until(new RegExp(`${name} begins, \\d+ s`)),
    untilEnded: (name: BadDayName) => until(new RegExp(`${name} begins.*${name} ends`)),
  }
}

const untilOver = (page: Page, name: BadDayName) =>
  badDay(page, name).and(page.locator(':not([data-active])[aria-pressed=false]')).waitFor()

async function expectNothingMissing(page: Page): Promise<void> {
  const { received } = await tallyOf(page, 'react')
  await untilReceived(page, received + 10)
  for (const framework of frameworks) expect(await tallyOf(page, framework)).toMatchObject({ missing: 0, disorder: 0 })
}

const dayCases = ['prices', 'log'].flatMap((scene) => badDayNames.map((name) => ({ scene, name })))

test.each(dayCases)('survives $name in the scene $scene with every event', async ({ scene, name }) => {
  const { happens, closes, dials } = stories[name]
  const { page, problems } = await playground.visit(scene)
  await untilStatus(page, 'open')
  await untilReceived(page, 10)
  await untilServerSees(page, scene)
  const before = await dialsOf(page)

  const { untilBegun } = await recordBadDays(page)
  await badDay(page, name).click()
  await untilHappened(page, happens)
  if (lasting.includes(name)) {
    await untilBegun(name)
    if (!waitedOut.includes(name)) await playground.endBadDay(name)
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
})

test('counts each bad day down, and ends it by itself', async () => {
  const { page } = await playground.visit('chat')
  const { untilEnded } = await recordBadDays(page)
  for (const name of lasting) await badDay(page, name).click()
  for (const name of lasting) await untilEnded(name)
})

test('shows a bad day to everybody who looks at the server', async () => {
  const { page: mine } = await playground.visit()
  const { page: yours } = await playground.visit()
  const { untilBegun } = await recordBadDays(yours)
  await badDay(mine, 'silence').click()
  await untilBegun('silence')
  await badDay(yours, 'silence').click()
  await untilOver(mine, 'silence')
})

test('ends a stream without a token at a 401, and connects it again on request', async () => {
  const { page, problems } = await playground.visit('flood')
  await untilStatus(page, 'open')
  await badDay(page, 'unauthorized').click()
  await untilHappened(page, 'The server answered 401')
  await untilStatus(page, 'closed')
  await playground.endBadDay('unauthorized')
  await untilOver(page, 'unauthorized')
  await page.getByRole('button', { name: 'Connect' }).click()
  await untilStatus(page, 'open')
  await untilServerSees(page, 'numbers')
  expect(problems).toEqual([])
})

test('dials nothing while the page is offline, and at once when it is back', async () => {
  // A server on this machine needs no network, and is dialled all the same. So it gets another name.
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
    // The machine that runs the test may itself be offline.
    await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'onLine', { value: true }))
    await page.goto(url.href)
    await untilStatus(page, 'open')
    await untilReceived(page, 10)
    const before = await dialsOf(page)

    const isOffline = page.locator('#panel-machine[data-phase=offline]').waitFor()
    await badDay(page, 'offline').click()
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
