import { expect, test } from 'vitest'
import { answerTo } from '../server/answers.ts'
import { frameworks, untilHappened, untilServerSees } from './browser.ts'
import { startPlayground } from './playground.ts'

const playground = startPlayground()

async function ask(framework: (typeof frameworks)[number], prompt: string) {
  const visited = await playground.visit('chat')
  const chat = visited.page.locator(`[data-page=${framework}]`)
  await chat.getByRole('textbox').fill(prompt)
  await chat.getByRole('textbox').press('Enter')
  return {
    ...visited,
    chat,
    text: () => chat.locator('.answer p').textContent(),
    /** Waits until so much of the answer is there. */
    until: (part: string) => chat.locator('.answer', { hasText: part }).waitFor(),
  }
}

test.each(frameworks)('streams an answer in %s until it is done', async (framework) => {
  const prompt = 'Why not a WebSocket?'
  const { page, problems, chat, text, until } = await ask(framework, prompt)
  await until('a shared cursor does.')
  await chat.locator('.pill', { hasText: 'closed' }).waitFor()

  expect(await text()).toBe(answerTo(prompt))
  expect(await chat.getByRole('button', { name: 'Resume' }).count()).toBe(0)
  await untilServerSees(page, '')
  expect(problems).toEqual([])
})

test.each(frameworks)(
  'stops an answer in %s, and resumes it without repeating a token',
  async (framework) => {
    const prompt = 'Tell me about rendering'
    const { page, problems, chat, text, until } = await ask(framework, prompt)
    await until('Events are')
    await chat.getByRole('button', { name: 'Stop' }).click()
    await untilServerSees(page, '')
    const whole = answerTo(prompt)
    const part = (await text())!
    expect(part.length).toBeLessThan(whole.length)
    expect(whole.startsWith(part)).toBe(true)

    await chat.getByRole('button', { name: 'Resume' }).click()
    await expect.poll(text).toBe(whole)
    expect(problems).toEqual([])
  },
)

test.each(frameworks)(
  'resumes an answer in %s by itself when its socket breaks',
  async (framework) => {
    const prompt = 'How does it reconnect?'
    const { page, problems, text, until } = await ask(framework, prompt)
    await until('Every event')
    await playground.post('/api/failures/drop')
    await untilHappened(page, 'chat reconnecting')

    const whole = answerTo(prompt)
    await expect.poll(text).toBe(whole)
    expect(problems).toEqual([])
  },
)

test('answers both frameworks at once, each on a connection of its own', async () => {
  const { page } = await playground.visit('chat')
  for (const framework of frameworks) {
    await page.locator(`[data-page=${framework}] .suggestions button`).first().click()
  }
  await untilServerSees(page, 'answers × 2')
  for (const framework of frameworks) {
    await page
      .locator(`[data-page=${framework}] .answer`, { hasText: 'It stays at zero.' })
      .waitFor()
  }
})
