import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { frameworks, type Framework } from './browser.ts'
import { startPlayground } from './playground.ts'

const playground = startPlayground()

/** What an inbox shows: who is signed in, and to whom a mail is. */
interface Sight {
  readonly framework: string
  readonly user: string
  readonly text: string
}

/** Collects every text that the inboxes show from now on, with the user who is signed in then. */
const sightsOf = (page: Page) =>
  page.evaluateHandle(() => {
    const sights: Sight[] = []
    const look = () => {
      for (const inbox of document.querySelectorAll<HTMLElement>('.inbox')) {
        const framework = inbox.closest<HTMLElement>('[data-page]')!.dataset.page!
        for (const { textContent } of inbox.querySelectorAll('li'))
          sights.push({ framework, user: inbox.dataset.user!, text: textContent.trim() })
      }
    }
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    })
    return sights
  })

/** Signs in, and waits for the newest mail and a whole list of them, in both frameworks. */
async function signIn(page: Page, framework: Framework, user: string): Promise<void> {
  const pane = page.locator(`[data-page=${framework}]`)
  await pane.getByRole('button', { name: `Sign in as ${user}` }).click()
  await page.waitForFunction(
    (user) => document.querySelectorAll(`.inbox[data-user=${user}] li`).length === 12,
    user,
  )
}

async function signOut(page: Page, framework: Framework): Promise<void> {
  await page.locator(`[data-page=${framework}]`).getByRole('button', { name: 'Sign out' }).click()
  await page.waitForFunction(() => document.querySelectorAll('.inbox[data-user=""]').length === 2)
}

test(
  'shows nothing of the user before, however users are told apart, whichever framework signs in',
  { timeout: 240_000 },
  async () => {
    const { page, problems } = await playground.visit('users')
    for (const identity of ['plain', 'function', 'cookie'])
      for (const framework of frameworks) {
        const pane = page.locator(`[data-page=${framework}]`)
        await pane.getByRole('button', { name: identity }).click()
        const sights = await sightsOf(page)

        await signIn(page, framework, 'Ada')
        await signOut(page, framework)
        await signIn(page, framework, 'Bob')
        await signOut(page, framework)
        await signIn(page, framework, 'Ada')

        const seen = (await sights.jsonValue()).map(
          ({ framework, user, text }) =>
            `${framework}: ${user || 'no user'} sees mail ${/To \w+/.exec(text)}`,
        )
        const own = frameworks.flatMap((each) =>
          ['Ada', 'Bob'].map((user) => `${each}: ${user} sees mail To ${user}`),
        )
        expect([...new Set(seen)].toSorted(), `${identity}, ${framework}`).toEqual(own.toSorted())
        await signOut(page, framework)
      }
    expect(problems).toEqual([])
  },
)

test('a sign-out takes the mails from the other tab, too', async () => {
  const [here, there] = (await playground.tabs('users', 2)) as [Page, Page]
  for (const page of [here, there]) await signIn(page, 'react', 'Ada')
  await signOut(here, 'vue')
  await there.waitForFunction(
    () => document.querySelectorAll('.inbox[data-user=Ada] li').length === 0,
  )
  for (const framework of frameworks)
    await there.locator(`[data-page=${framework}] .pill[data-status=idle]`).waitFor()
})
