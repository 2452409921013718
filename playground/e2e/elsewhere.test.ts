import { expect, test } from 'vitest'
import { frameworks, tallyOf, untilHappened, untilReceived, untilStatus } from './browser.ts'
import { startPlayground } from './playground.ts'

const playground = startPlayground()

test('another origin that refuses the last event ID loses events, and the page says which header is missing', async () => {
  const { page, problems } = await playground.visit('elsewhere')
  await untilReceived(page, 2)
  await playground.post('/api/failures/drop')
  await untilHappened(page, 'elsewhere reconnecting')
  await page.getByText('Access-Control-Allow-Headers').nth(1).waitFor()
  await untilStatus(page, 'open')
  for (const framework of frameworks)
    await expect
      .poll(async () => (await tallyOf(page, framework)).missing, { message: framework })
      .toBeGreaterThan(0)
  // The browser itself writes down what it has blocked.
  const said = problems.filter((problem) => !problem.includes('blocked by CORS policy'))
  expect(said).toEqual([expect.stringContaining('refuses the header Last-Event-ID')])
})

test('another origin that allows the header loses nothing', async () => {
  const { page, problems } = await playground.visit('elsewhere')
  await page.getByRole('button', { name: 'Allows the header' }).first().click()
  await untilReceived(page, 2)
  await playground.post('/api/failures/drop')
  await untilHappened(page, 'elsewhere reconnecting')
  await untilStatus(page, 'open')
  await untilReceived(page, 10)
  for (const framework of frameworks)
    expect(await tallyOf(page, framework)).toMatchObject({ missing: 0, disorder: 0 })
  // The stream that was shown first may linger when all are dropped.
  expect(problems.filter((problem) => !problem.includes('/elsewhere/refuses'))).toEqual([])
})
