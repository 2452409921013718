import type { Page } from 'playwright'
import { describe, expect, inject, test } from 'vitest'
import { paths, startBrowser, timeout } from './browser.ts'

const { visit } = startBrowser()

describe('React or Vue', { timeout }, () => {
  const code = (page: Page, framework: string) => page.locator(`.vp-code-group [data-framework=${framework}]`).first()

  test('is chosen once, for every page and every block', async () => {
    await visit('/which-hook', async ({ page }) => {
      expect(await code(page, 'react').isVisible()).toBe(true)
      await page.locator('.frameworks label', { hasText: 'Vue' }).first().click()
      expect(await code(page, 'react').isVisible()).toBe(false)
      expect(await code(page, 'vue').isVisible()).toBe(true)

      // Before any script of the site has run.
      await page.route('**/*.js', (route) => route.abort())
      await page.goto('/reference/useSnapshot')
      expect(await code(page, 'vue').isVisible()).toBe(true)
      expect(await code(page, 'react').isVisible()).toBe(false)
    })
  })

  test('rewrites what code that is the same for both imports', async () => {
    await visit('/reference/backoff', async ({ page }) => {
      const adapters = async () => new Set(await page.locator('main [data-adapter]').allTextContents())
      await expect.poll(adapters).toEqual(new Set(['react']))
      await page.locator('.VPNavBar .framework-switch button', { hasText: 'Vue' }).click()
      await expect.poll(adapters).toEqual(new Set(['vue']))
      // On the next page, too.
      await page.locator('.VPSidebar').getByRole('link', { name: 'createEventState' }).click()
      await page.locator('h1', { hasText: 'createEventState' }).waitFor()
      await expect.poll(adapters).toEqual(new Set(['vue']))
    })
  })

  test('shows both where there are no scripts', async () => {
    await visit(
      '/which-hook',
      async ({ page }) => {
        expect(await code(page, 'react').isVisible()).toBe(true)
        expect(await code(page, 'vue').isVisible()).toBe(true)
      },
      { javaScriptEnabled: false },
    )
  })
})

describe('a name in a block of code', { timeout }, () => {
  const name = (page: Page) => page.locator("[data-framework=react] [data-hover^='const latest']").first()

  test('shows its type to a pointer, which may go on to the type, and moves nothing', async () => {
    await visit('/reference/useEventSource', async ({ page, problems }) => {
      const tip = page.getByRole('tooltip')
      await name(page).scrollIntoViewIfNeeded()
      const before = await name(page).boundingBox()
      await expect
        .poll(async () => {
          await page.mouse.move(0, 0)
          await name(page).hover()
          return tip.isVisible()
        })
        .toBe(true)
      expect(await tip.innerText()).toContain('price?: ServerEvent<"price", { bid: number }>')
      expect(await name(page).getAttribute('aria-describedby')).toBe(await tip.getAttribute('id'))
      expect(await name(page).boundingBox()).toEqual(before)
      await tip.hover()
      expect(await tip.isVisible()).toBe(true)
      await page.mouse.move(0, 0)
      await tip.waitFor({ state: 'detached' })
      expect(problems).toEqual([])
    })
  })

  test('shows its type to the keyboard, until Escape', async () => {
    await visit('/reference/useEventSource', async ({ page }) => {
      const tip = page.getByRole('tooltip')
      await expect
        .poll(async () => {
          await name(page).blur()
          await name(page).focus()
          return tip.isVisible()
        })
        .toBe(true)
      await page.keyboard.press('Tab')
      await tip.getByText('const failure').waitFor()
      await page.keyboard.press('Escape')
      await tip.waitFor({ state: 'detached' })
    })
  })

  test('is copied and found without its type', async () => {
    const page = await (await fetch(`${inject('site')}/reference/useEventSource.md`)).text()
    expect(page).not.toMatch(/hover|readonly price/)
  })
})

/** What strangers ask, and the page that answers it. */
const questions: readonly (readonly [question: string, page: string])[] = [
  ['openai', '/guide/openai'],
  ['disconnect', '/faq#how-do-i-disconnect'],
  ['abort', '/faq#how-do-i-abort-a-request'],
  ['polling', '/faq#is-it-better-than-polling'],
  ['long polling', '/faq#is-it-better-than-polling'],
  ['websocket', '/faq#why-not-websocket'],
  ['nuxt', '/guide/ssr#nuxt-and-vue-on-a-server'],
  ['react native', '/support#react-native'],
  ['typescript', '/typescript'],
  ['bundle size', '/size'],
  ['msw', '/guide/testing#with-msw'],
  ['nginx', '/guide/server#nginx'],
  ['playground', '/playground'],
  ['sharedTransport', '/reference/sharedTransport'],
]

test(
  "the search answers a stranger's questions with its first hit, without a request to another origin",
  { timeout },
  async () => {
    await visit('/start', async ({ page, problems }) => {
      const box = page.locator('.VPLocalSearchBox input')
      // The page listens for the keys from its hydration on, which may be later than its load.
      await expect
        .poll(async () => {
          await page.keyboard.press('Control+k')
          return box.isVisible()
        })
        .toBe(true)
      const first = page.locator('.VPLocalSearchBox .result').first()
      const answers: Record<string, string> = {}
      for (const [question, expected] of questions) {
        await box.fill(question)
        await expect
          .poll(async () => (answers[question] = (await first.getAttribute('href').catch(() => null)) ?? ''), {
            message: question,
          })
          .toContain(expected)
      }
      expect(problems).toEqual([])
    })
  },
)

test('an address without a page leads to pages with such a name, and to the search', { timeout }, async () => {
  await visit('/docs/reconnecting.html', async ({ page }) => {
    await page.locator('main a', { hasText: 'Reconnecting and resuming' }).waitFor()
    await page.getByRole('button', { name: 'Search the documentation' }).click()
    await page.locator('.VPLocalSearchBox input').waitFor()
  })
})

test('each page is there as Markdown, and says who it is to those who show a link to it', { timeout }, async () => {
  const get = async (path: string) => (await fetch(inject('site') + path)).text()
  const start = await get('/start.md')
  expect(start).toMatch(/^# Start\n/)
  expect(start).toContain('createServer(')
  expect(start).not.toMatch(/<<<|^:::/m)
  expect(await get('/llms-full.txt')).toContain(start.trim())
  const html = await get('/guide/auth')
  for (const name of ['og:title', 'og:description']) expect(html).toContain(`property="${name}"`)
})

test('llms.txt names every page', async () => {
  const text = await (await fetch(`${inject('site')}/llms.txt`)).text()
  expect(paths.filter((path) => path !== '/' && !text.includes(`](${path}.md)`))).toEqual([])
  // The parts that an agent needs first.
  for (const part of ['POST', 'Auth', 'Errors', 'Testing']) expect(text).toContain(`## ${part}`)
})

test('the list of pages of a phone is a list of links before it is touched, and opens then', { timeout }, async () => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true }
  await visit(
    '/reference/backoff',
    async ({ page, problems }) => {
      const list = page.locator('.VPSidebar')
      const link = list.getByRole('link', { name: 'createEventState' })
      expect(await link.getAttribute('href')).toBe('/reference/createEventState')
      await page.waitForFunction(() => '__vue_app__' in document.querySelector('#app')!)
      await page.getByRole('button', { name: 'Menu' }).tap()
      await link.tap()
      await page.locator('h1', { hasText: 'createEventState' }).waitFor()
      await list.locator('.is-active', { hasText: 'createEventState' }).waitFor({ state: 'attached' })
      expect(problems).toEqual([])
    },
    phone,
  )
})
