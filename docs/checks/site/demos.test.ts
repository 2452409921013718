import { test } from 'vitest'
import { pages } from '../../scripts/pages.ts'
import { pathOf, startBrowser, timeout } from './browser.ts'

const { visitInBoth } = startBrowser()

const demos = pages().flatMap(({ path, text }) =>
  [...text.matchAll(/^<!-- demo: (\w+) -->$/gm)].map(([, name]) => ({ name, path: pathOf(path) })),
)

test.concurrent.for(demos)(
  '$name on $path reconnects after a loss with nothing missing, in both frameworks',
  { timeout },
  ({ name, path }, { expect }) =>
    visitInBoth(path, async (page, framework) => {
      const demo = page.locator(`[data-demo=${name}]`)
      const received = async () => Number(await demo.getAttribute('data-received'))
      await demo.scrollIntoViewIfNeeded()
      await demo.locator('.demo-stage:not([inert]) > *').waitFor()
      await expect.poll(received, { timeout, message: framework }).toBeGreaterThan(2)

      const before = await received()
      const shown = await demo.locator('.demo-stage').innerHTML()
      await demo.getByText('Break the connection').click()
      await demo.locator('.demo-wire .lost').waitFor()
      // The native one reconnects by itself, with the id.
      if (name !== 'nativeTransport') await demo.locator('.demo-wire .dial', { hasText: 'Last-Event-ID' }).waitFor()
      await expect.poll(received, { timeout, message: framework }).toBeGreaterThan(before)
      expect(await demo.getAttribute('data-missing'), framework).toBe('0')
      await expect.poll(() => demo.locator('.demo-stage').innerHTML(), { timeout }).not.toBe(shown)
    }),
)
