import { expect, test } from 'vitest'
import { untilStatus } from './browser.ts'
import { startPlayground } from './playground.ts'

const playground = startPlayground()

test('opens at the scene and the panel that the address names, and finds the way back', async () => {
  const { page } = await playground.visit('log/wire')
  const panel = (name: string) => page.getByRole('tabpanel', { name })
  await panel('Wire').waitFor()
  expect(await page.title()).toMatch(/^A log.+ · use-event-source$/)

  await page.getByRole('link', { name: 'Prices' }).click()
  await page.waitForFunction(() => document.title === 'A ticker with charts · use-event-source')
  expect(new URL(page.url()).hash).toBe('#prices/wire')
  await page.getByRole('tab', { name: 'Vue source' }).click()
  await panel('Vue source').waitFor()
  await panel('Vue source').getByRole('button', { name: 'PricesScene.vue' }).waitFor()

  await page.goBack()
  await panel('Wire').waitFor()
  await page.goBack()
  await page.waitForFunction(
    () => location.hash === '#log/wire' && document.title.startsWith('A log'),
  )
  await page.goForward()
  await page.waitForFunction(() => location.hash === '#prices/wire')
})

test('says that there is no scene of that name', async () => {
  const { page } = await playground.visit('weather')
  await page.getByText("There is no scene 'weather'. This is 'prices'.").waitFor()
})

test('shows the component of a scene and the module of its store', async () => {
  const { page } = await playground.visit('prices/react')
  const panel = page.getByRole('tabpanel', { name: 'React source' })
  await panel.getByText('export function PricesScene()').waitFor()
  await panel.getByRole('button', { name: 'prices.ts' }).click()
  await panel.getByText('export const bookReducers').waitFor()
})

/** A window with the state machine in sight: elsewhere it is not drawn. */
const viewport = { width: 1440, height: 900 }

test('lights up the phase that the connection is in', async () => {
  const { page } = await playground.visit('prices', { viewport })
  const lit = (phase: string) => page.locator(`.phase[data-phase=${phase}][data-lit]`)
  await lit('open').waitFor()
  expect(await page.locator('[data-machine=last]').textContent()).toBe('connecting → open, on open')
  const countdown = page.locator('[data-machine=retry]', { hasText: /^in \d\.\d s$/ }).waitFor()
  const waiting = lit('waiting').waitFor()
  // The server names a time, which is long enough to be seen.
  await page.locator('[data-failure=limited]').click()
  await Promise.all([waiting, countdown])
  await lit('open').waitFor()
  expect(await page.locator('[data-machine=last]').textContent()).toBe('redialing → open, on open')
  expect(await page.locator('.phase[data-lit]').count()).toBe(1)
})

test('shows what the values of a broken stream are worth', async () => {
  const { page } = await playground.visit('prices', { viewport })
  await page.locator('.phase[data-phase=open][data-lit]').waitFor()
  const age = page
    .getByText(/As of \d\d:\d\d:\d\d\./)
    .first()
    .waitFor()
  await page.locator('[data-failure=badGateway]').click()
  await age
  const details = page.locator('[data-timeline] details', { hasText: '502 Bad Gateway' }).first()
  await details.locator('summary').click()
  expect(await details.innerText()).not.toContain('<')
})

test('shows one framework at a time on a phone', async () => {
  const { page } = await playground.visit('', { viewport: { width: 390, height: 844 } })
  const shown = () => page.locator('[data-page]:visible h2').allTextContents()
  expect(await shown()).toEqual(['React'])
  await page.getByRole('button', { name: 'Vue', exact: true }).click()
  expect(await shown()).toEqual(['Vue'])
})

test('counts the dials of this page alone', async () => {
  const { page } = await playground.visit('prices')
  const dials = page.locator('[data-field=dials]')
  const open = page.locator('[data-field=open]')
  await untilStatus(page, 'open')
  await playground.visit('prices')
  await open.filter({ hasText: '2' }).waitFor()
  expect(await dials.textContent()).toBe('1')
  await page.locator('[data-failure=drop]').click()
  await dials.filter({ hasText: '2' }).waitFor()
})

test('requests nothing from another host, and no script a second time', async () => {
  const { page } = await playground.visit()
  await untilStatus(page, 'open')
  const hosts = new Set<string>()
  page.on('request', (request) => hosts.add(new URL(request.url()).host))
  await page.reload()
  await untilStatus(page, 'open')
  const requested = await page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .filter(({ transferSize }) => transferSize > 0)
      .map(({ name }) => new URL(name).pathname),
  )
  expect(requested.filter((path) => path.startsWith('/assets/'))).toEqual([])
  for (const link of await page.locator('.tabs a').all()) {
    await link.click()
    await page.locator('.tabs a[aria-current]', { hasText: (await link.textContent())! }).waitFor()
  }
  // The frames of a scene name the same server in another way.
  const { port } = new URL(playground.url)
  const here = [`127.0.0.1:${port}`, `localhost:${port}`]
  expect([...hosts].filter((host) => !here.includes(host))).toEqual([])
})
