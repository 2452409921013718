import { expect } from 'vitest'
import { testExample } from './testExample.ts'

testExample({
  name: 'vite',
  adapter: 'vue',
  listenOn: (port) => `--host 127.0.0.1 --port ${port} --strictPort`,
  dev: ['npm run dev --'],
  isRendered: false,
  async inDevelopment(page) {
    await page.locator('.vue-devtools__anchor').waitFor({ state: 'attached' })
    await page.keyboard.press('Alt+Shift+KeyD')
    const tools = page.frameLocator('iframe[src*="__devtools__"]')

    // The inspector.
    await tools.locator('a[href*="custom-inspector-tab-view/use-event-source"]').click()
    await tools.getByText('GET /api/ticks').first().click()
    await tools.getByText('Last event ID').waitFor()

    // The tab, with the whole panel in a frame.
    await tools.locator('a[href*="custom-tab-view/use-event-source"]').click()
    const panel = tools.frameLocator('iframe[src^="blob:"]').getByRole('region')
    await panel.getByRole('tab', { name: 'Events' }).click()
    await panel.getByRole('option', { name: '"count"' }).first().waitFor()
    const before = await panel.getByRole('option').last().getAttribute('aria-setsize')
    await expect
      .poll(() => panel.getByRole('option').last().getAttribute('aria-setsize'))
      .not.toBe(before)
  },
})
