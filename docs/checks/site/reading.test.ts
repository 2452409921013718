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
      const block = page.locator('div[class*=language-] code', { hasText: 'backoff({' }).first()
      const has = (adapter: string) => block.getByText(`'@use-event-source/${adapter}'`).waitFor()
      await has('react')
      await page.locator('.VPNavBar .framework-switch button', { hasText: 'Vue' }).click()
      await has('vue')
      await page.locator('.VPSidebar a', { hasText: 'eventsOf' }).click()
      await page.locator('h1', { hasText: 'eventsOf' }).waitFor()
      await page.locator('code', { hasText: "'@use-event-source/vue'" }).first().waitFor()
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

test('the search finds the text of the pages, without a request to another origin', { timeout }, async () => {
  await visit('/start', async ({ page, problems }) => {
    const box = page.locator('.VPLocalSearchBox input')
    // The page listens for the keys from its hydration on, which may be later than its load.
    await expect
      .poll(async () => {
        await page.keyboard.press('Control+k')
        return box.isVisible()
      })
      .toBe(true)
    await box.fill('Last-Event-ID')
    await page.locator('.VPLocalSearchBox .result').first().waitFor()
    const titles = await page.locator('.VPLocalSearchBox .result').allTextContents()
    expect(titles.join('\n')).toContain('Resuming')
    expect(problems).toEqual([])
  })
})

test('llms.txt names every page', async () => {
  const text = await (await fetch(`${inject('site')}/llms.txt`)).text()
  expect(paths.filter((path) => path !== '/' && !text.includes(`](${path})`))).toEqual([])
})
