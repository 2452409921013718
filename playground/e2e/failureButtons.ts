import type { Page } from 'playwright'
import { expect } from 'vitest'
import { failureDurations, failureNames, type FailureName } from '../src/shared/failures.ts'
import { frameworks, tallyOf, untilReceived } from './browser.ts'

export const lasting = failureNames.filter((name) => failureDurations[name] > 0)

export const buttonOf = (page: Page, name: string) => page.locator(`[data-failure=${name}]`)

export const dialsOf = async (page: Page) =>
  Number(await page.locator('[data-field=dials]').textContent())

/**
 * Writes down when the page shows that a failure begins and ends: it may be over before a test
 * looks.
 */
export async function recordFailures(page: Page) {
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

export const untilOver = (page: Page, name: FailureName) =>
  buttonOf(page, name).and(page.locator(':not([data-active])[aria-pressed=false]')).waitFor()

export async function expectNothingMissing(page: Page): Promise<void> {
  const { received } = await tallyOf(page, 'react')
  await untilReceived(page, received + 2)
  for (const framework of frameworks)
    expect(await tallyOf(page, framework)).toMatchObject({ missing: 0, disorder: 0 })
}
