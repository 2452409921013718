import { expect, test } from 'vitest'
import { frameworks, untilServerSees } from './browser.ts'
import { startPlayground } from './playground.ts'

const playground = startPlayground()

async function open(framework: (typeof frameworks)[number]) {
  const visited = await playground.visit('upload')
  const pane = visited.page.locator(`[data-page=${framework}]`)
  return {
    ...visited,
    pane,
    upload: pane.locator('.upload section'),
    progress: pane.locator('progress'),
  }
}

const sent = (element: Element) => (element as HTMLProgressElement).position

test.each(frameworks)(
  'reports in %s how much has arrived, until all of it has',
  async (framework) => {
    const { page, problems, pane, upload, progress } = await open(framework)
    await pane.getByRole('button', { name: 'Send 16 MB of nothing' }).click()
    await expect.poll(() => progress.evaluate(sent)).toBeGreaterThan(0)
    const early = await progress.evaluate(sent)
    expect(early).toBeLessThan(1)

    await pane.locator('section[data-state=complete]').waitFor()
    expect(await progress.evaluate(sent)).toBe(1)
    expect(await upload.textContent()).toContain('16.0 MB of 16.0 MB, complete')
    // The stream of a job ends with the job.
    await pane.locator('.pill', { hasText: 'closed' }).waitFor()
    await untilServerSees(page, '')
    expect(problems).toEqual([])
  },
)

test.each(frameworks)('cancels an upload in %s, and the server reports it', async (framework) => {
  const { pane, progress } = await open(framework)
  await pane.getByRole('button', { name: 'Send 16 MB of nothing' }).click()
  await expect.poll(() => progress.evaluate(sent)).toBeGreaterThan(0)
  await pane.getByRole('button', { name: 'Cancel' }).click()
  await pane.locator('section[data-state=cancelled]').waitFor()
  expect(await progress.evaluate(sent)).toBeLessThan(1)
})

test.each(frameworks)(
  'takes a file in %s, and refuses one that is too large',
  async (framework) => {
    const { pane, upload } = await open(framework)
    await pane.locator('input[type=file]').setInputFiles({
      name: 'notes.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('some notes'),
    })
    await pane.locator('section[data-state=complete]').waitFor()
    expect(await upload.textContent()).toContain('notes.txt')

    const response = await fetch(new URL('/api/uploads/a-large-one', playground.url), {
      method: 'POST',
      body: new Uint8Array(65 * 1024 * 1024),
    }).catch(() => null)
    // The server answers before it has read the body, and a client that still sends may find the
    // socket closed.
    expect([413, undefined]).toContain(response?.status)
  },
)

test('goes on reporting after every socket was dropped', async () => {
  const { page, pane, progress } = await open('react')
  await pane.getByRole('button', { name: 'Send 16 MB of nothing' }).click()
  await expect.poll(() => progress.evaluate(sent)).toBeGreaterThan(0)
  await page.locator('[data-failure=drop]').click()
  await pane.locator('section[data-state=complete]').waitFor()
})
