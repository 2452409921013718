import { expect, test } from 'vitest'
import { frameworks, untilServerSees } from './browser.ts'
import { startPlayground } from './playground.ts'

const playground = startPlayground()

async function open() {
  const visited = await playground.visit('upload')
  const panes = frameworks.map((framework) => {
    const pane = visited.page.locator(`[data-page=${framework}]`)
    return {
      pane,
      upload: pane.locator('.upload section'),
      progress: pane.locator('progress'),
      send: () => pane.getByRole('button', { name: 'Send 16 MB of nothing' }).click(),
    }
  })
  return { ...visited, panes }
}

const sent = (element: Element) => (element as HTMLProgressElement).position

test('reports in both how much has arrived, until all of it has', async () => {
  const { page, problems, panes } = await open()
  for (const { pane, upload, progress, send } of panes) {
    await send()
    await expect.poll(() => progress.evaluate(sent)).toBeGreaterThan(0)
    const early = await progress.evaluate(sent)
    expect(early).toBeLessThan(1)

    await pane.locator('section[data-state=complete]').waitFor()
    expect(await progress.evaluate(sent)).toBe(1)
    expect(await upload.textContent()).toContain('16.0 MB of 16.0 MB, complete')
    // The stream of a job ends with the job.
    await pane.locator('.pill', { hasText: 'closed' }).waitFor()
    await untilServerSees(page, '')
  }
  expect(problems).toEqual([])
})

test('cancels an upload in both, and the server reports it', async () => {
  const { panes } = await open()
  for (const { pane, progress, send } of panes) {
    await send()
    await expect.poll(() => progress.evaluate(sent)).toBeGreaterThan(0)
    await pane.getByRole('button', { name: 'Cancel' }).click()
    await pane.locator('section[data-state=cancelled]').waitFor()
    expect(await progress.evaluate(sent)).toBeLessThan(1)
  }
})

test('takes a file in both, and refuses one that is too large', async () => {
  const { panes } = await open()
  for (const { pane, upload } of panes) {
    await pane.locator('input[type=file]').setInputFiles({
      name: 'notes.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('some notes'),
    })
    await pane.locator('section[data-state=complete]').waitFor()
    expect(await upload.textContent()).toContain('notes.txt')
  }

  const response = await fetch(new URL('/api/uploads/a-large-one', playground.url), {
    method: 'POST',
    body: new Uint8Array(65 * 1024 * 1024),
  }).catch(() => null)
  // The server answers before it has read the body, and a client that still sends may find the
  // socket closed.
  expect([413, undefined]).toContain(response?.status)
})

test('goes on reporting after every socket was dropped', async () => {
  const { page, panes } = await open()
  const [{ pane, progress, send }] = panes as [(typeof panes)[number]]
  await send()
  await expect.poll(() => progress.evaluate(sent)).toBeGreaterThan(0)
  await page.locator('[data-failure=drop]').click()
  await pane.locator('section[data-state=complete]').waitFor()
})
