import type { Page } from './launchBrowser.ts'

export type Tab = 'Stream' | 'Timeline' | 'Events'

const root = (host: string) =>
  `document.querySelector('[data-use-event-source=${host}]').shadowRoot`
const panel = `${root('button')}.querySelector('[data-use-event-source=devtools]').shadowRoot`

/** Opens the devtools as a person does: by their button, and then a tab. */
export async function openPanel(page: Page, tab: Tab): Promise<void> {
  await page.evaluate(`${root('button')}.querySelector('button').click()`)
  await showTab(page, tab)
}

export const showTab = (page: Page, tab: Tab): Promise<void> =>
  page.evaluate(`${panel}.querySelector('[role=tab]:nth-child(${tabs.indexOf(tab) + 1})').click()`)

/** Returns how many events the list says that it has. */
export const countListed = (page: Page): Promise<string> =>
  page.evaluate(`${panel}.querySelector('.count').textContent`)

const tabs: readonly Tab[] = ['Stream', 'Timeline', 'Events']
