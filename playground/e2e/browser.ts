import type { ConsoleMessage, Page } from 'playwright'

export const frameworks = ['react', 'vue'] as const

export type Framework = (typeof frameworks)[number]

/**
 * Lets a redial wait without its random part: at the pace of tests that may be longer than the
 * failure. Runs in the page.
 */
export const withoutJitter = () => void (Math.random = () => 0)

/** Loads a page, and collects what it complains about until `stop` is called. */
export async function load(page: Page, url: string) {
  const problems: string[] = []
  const onError = (error: Error) => void problems.push(String(error))
  const onConsole = (message: ConsoleMessage) => {
    // The browser itself writes an error for each request that a failure has spoilt.
    const isOfNetwork = message.text().startsWith('Failed to load resource')
    if (!isOfNetwork && ['error', 'warning'].includes(message.type())) problems.push(message.text())
  }
  page.on('pageerror', onError).on('console', onConsole)
  // The time-out of the test ends it.
  await page.goto(url, { timeout: 0 })
  return {
    problems,
    stop: () => page.off('pageerror', onError).off('console', onConsole),
  }
}

/** The names of all scenes. */
export const scenesOf = (page: Page) =>
  page
    .locator('.tabs a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')!.slice(1)))

/** Goes to a scene and waits until it is shown. */
export async function show(page: Page, scene: string): Promise<void> {
  await page.evaluate((hash) => (location.hash = hash), scene)
  await page.locator(`.tabs a[aria-current][href="#${scene}"]`).waitFor()
  await untilShown(page, scene)
}

/** Waits until both frameworks show a scene. */
export async function untilShown(page: Page, scene: string): Promise<void> {
  await page.waitForFunction(
    (name) =>
      [...document.querySelectorAll<HTMLElement>('[data-mount]')].every(
        (column) => column.dataset.scene === name && column.querySelector('.status-line'),
      ),
    scene,
  )
}

interface Tally {
  received: number
  missing: number
  disorder: number
}

/** Reads how many events a framework has counted. */
export async function tallyOf(page: Page, framework: Framework): Promise<Tally> {
  const tally = page.locator(`[data-page=${framework}] .tally`)
  const [received, missing, disorder] = await tally.evaluate((element) =>
    ['received', 'missing', 'disorder'].map((name) => Number(element.getAttribute(`data-${name}`))),
  )
  return { received: received!, missing: missing!, disorder: disorder! }
}

/** Waits until both frameworks have counted more than so many events. */
export async function untilReceived(page: Page, count: number, timeout = 20_000): Promise<void> {
  await page.waitForFunction(
    (least) => {
      const tallies = [...document.querySelectorAll<HTMLElement>('.tally')]
      return (
        tallies.length === 2 && tallies.every((tally) => Number(tally.dataset.received) > least)
      )
    },
    count,
    { timeout },
  )
}

/** Waits until both frameworks, each by its own hook, and the bar without any show a status. */
export async function untilStatus(page: Page, status: string, timeout = 20_000): Promise<void> {
  await page.waitForFunction(
    (wanted) => {
      const pills = [...document.querySelectorAll('.pill')]
      return pills.length === 3 && pills.every((pill) => pill.textContent.trim() === wanted)
    },
    status,
    { timeout },
  )
}

/** A stream lingers for a moment, so a visitor who hurries from scene to scene has many. */
export const withoutHurry = (problems: readonly string[]) =>
  problems.filter((problem) => !problem.includes('#streams-many'))

/** Waits until the server sees these connections and no other, as in `prices` or `chat × 2`. */
export async function untilServerSees(page: Page, streams: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.querySelector('[data-field=streams]')?.textContent === wanted,
    streams,
  )
}

/** Waits until something was written down under "What happened". */
export async function untilHappened(page: Page, what: string): Promise<void> {
  await page.locator('[data-timeline] li', { hasText: what }).first().waitFor()
}
