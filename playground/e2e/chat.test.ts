import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { answerTo } from '../server/answerTo.ts'
import { frameworks, untilHappened, untilServerSees, type Framework } from './browser.ts'
import { startPlayground } from './playground.ts'

const playground = startPlayground()

/** Finds the chat of a framework, and what it shows. */
function chatOf(page: Page, framework: Framework) {
  const chat = page.locator(`[data-page=${framework}]`)
  const answer = chat.locator('.answer').last()
  const text = async () => (await answer.locator('p').textContent())!
  return {
    chat,
    text,
    async ask(prompt: string) {
      await chat.getByRole('textbox').fill(prompt)
      await chat.getByRole('textbox').press('Enter')
    },
    /** Waits until there is more of the answer. */
    async untilLonger(length = 0) {
      await expect.poll(async () => (await text()).length).toBeGreaterThan(length)
      return (await text()).length
    },
    untilEnded: () => chat.getByText(/^(Complete|Stopped)$/).waitFor(),
    press: (name: string) => chat.getByRole('button', { name }).click(),
  }
}

async function ask(framework: Framework, prompt: string) {
  const visited = await playground.visit('chat')
  const chat = chatOf(visited.page, framework)
  await chat.ask(prompt)
  return { ...visited, ...chat }
}

test.each(frameworks)('streams the answers of several turns in %s', async (framework) => {
  const { page, problems, chat, ask: askAgain, untilEnded } = await ask(framework, 'Is it fast?')
  await untilEnded()
  await askAgain('Why not a WebSocket?')
  await chat.getByText('Live').waitFor()
  await untilEnded()

  const texts = await chat.locator('.answer p').allTextContents()
  expect(texts).toEqual([answerTo('Is it fast?'), answerTo('Why not a WebSocket?')])
  await untilServerSees(page, '')
  expect(problems).toEqual([])
})

test.each(frameworks)(
  'loses and doubles nothing in %s when every socket is dropped ten times',
  async (framework) => {
    const prompt = 'How does it reconnect?'
    const { problems, text, untilLonger, untilEnded } = await ask(framework, prompt)
    let length = 0
    for (let drops = 0; drops < 10; drops++) {
      length = await untilLonger(length)
      await playground.post('/api/failures/drop')
    }
    await untilEnded()
    expect(await text()).toBe(answerTo(prompt))
    expect(problems).toEqual([])
  },
)

test.each(frameworks)(
  'reads on in %s when the page is loaded again in the middle of an answer',
  async (framework) => {
    const prompt = 'Is it fast?'
    const { page, problems, text, untilLonger, untilEnded } = await ask(framework, prompt)
    await untilLonger(20)
    await page.reload()
    await untilLonger(20)
    expect((await text()).length).toBeLessThan(answerTo(prompt).length)
    await untilEnded()
    expect(await text()).toBe(answerTo(prompt))

    // The text of an answer that has ended is kept, and not requested again.
    await page.reload()
    await untilEnded()
    expect(await text()).toBe(answerTo(prompt))
    await untilServerSees(page, '')
    expect(problems).toEqual([])
  },
)

test.each(frameworks)('stops an answer in %s, on the server, too', async (framework) => {
  const prompt = 'Tell me about rendering'
  const { page, problems, text, untilLonger, untilEnded, press } = await ask(framework, prompt)
  await untilLonger(20)
  const stopped = page.waitForRequest((request) => request.method() === 'DELETE')
  await press('Stop')
  await untilEnded()
  const part = await text()
  expect(answerTo(prompt).startsWith(part)).toBe(true)

  const url = (await stopped).url()
  const log = await (await fetch(url)).text()
  expect(log).toContain('event: done\ndata: stopped')
  await page.reload()
  await untilEnded()
  expect(await text()).toBe(part)
  await untilServerSees(page, '')
  expect(problems).toEqual([])
})

test.each(frameworks)(
  'waits in %s where there are too many requests, and asks again on request where that cannot help',
  async (framework) => {
    await playground.post('/api/failures/limited')
    const prompt = 'Is it fast?'
    const { page, text, untilEnded, ask: askAgain, press } = await ask(framework, prompt)
    await untilHappened(page, 'chat reconnecting')
    await playground.endFailure('limited')
    await untilEnded()
    expect(await text()).toBe(answerTo(prompt))

    await playground.post('/api/failures/wrongType')
    await askAgain(prompt)
    await page.locator(`[data-page=${framework}]`).getByRole('button', { name: 'Retry' }).waitFor()
    await playground.endFailure('wrongType')
    await press('Retry')
    await untilEnded()
    expect(await text()).toBe(answerTo(prompt))
  },
)

test('answers both frameworks at once, each on a connection of its own', async () => {
  const { page } = await playground.visit('chat')
  for (const framework of frameworks) {
    await page.locator(`[data-page=${framework}] .suggestions button`).first().click()
  }
  await untilServerSees(page, 'answers × 2')
  for (const framework of frameworks) await chatOf(page, framework).untilEnded()
})
