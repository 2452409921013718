import { describe, expect, test } from 'vitest'
import { pages } from '../../scripts/pages.ts'
import { pathOf, startBrowser, timeout } from './browser.ts'

const { visit } = startBrowser()

const demos = pages().flatMap(({ path, text }) =>
  [...text.matchAll(/^<!-- demo: (\w+) -->$/gm)].map(([, name]) => ({ name, path: pathOf(path) })),
)

describe('every demo', { timeout }, () => {
  const runs = demos.flatMap((demo) => ['react', 'vue'].map((framework) => ({ ...demo, framework })))

  test.concurrent.for(runs)(
    '$name on $path, in $framework, reconnects after a loss with nothing missing',
    async ({ name, path, framework }, { expect }) => {
      await visit(
        path,
        async ({ page, problems }) => {
          const demo = page.locator(`[data-demo=${name}]`)
          const received = async () => Number(await demo.getAttribute('data-received'))
          await demo.scrollIntoViewIfNeeded()
          await demo.locator('.demo-stage:not([inert]) > *').waitFor()
          await expect.poll(received, { timeout }).toBeGreaterThan(2)

          const before = await received()
          const shown = await demo.locator('.demo-stage').innerHTML()
          await demo.getByText('Break the connection').click()
          await demo.locator('.demo-wire .lost').waitFor()
          await demo.locator('.demo-wire .dial', { hasText: 'Last-Event-ID' }).waitFor()
          await expect.poll(received, { timeout }).toBeGreaterThan(before)
          expect(await demo.getAttribute('data-missing')).toBe('0')
          await expect.poll(() => demo.locator('.demo-stage').innerHTML(), { timeout }).not.toBe(shown)
          expect(problems).toEqual([])
        },
        { framework },
      )
    },
  )

  test('disconnects when it is scrolled out of view', async () => {
    await visit('/reference/useEventSource', async ({ page }) => {
      const demo = page.locator('[data-demo]')
      await demo.locator('.demo-wire .event').first().waitFor()
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
      await demo.locator('.demo-wire .hangUp').waitFor()
      expect(await demo.locator('.demo-stage[inert]').innerText()).not.toBe('')
    })
  })

  test('shows a few events before it is scrolled into view', async () => {
    await visit('/', async ({ page }) => {
      const demo = page.locator('[data-demo]')
      expect(await demo.evaluate((demo) => demo.getBoundingClientRect().top > innerHeight)).toBe(true)
      await demo.locator('.demo-wire .hangUp').waitFor()
      expect(await demo.locator('.demo-stage[inert]').innerText()).not.toBe('')
    })
  })
})
