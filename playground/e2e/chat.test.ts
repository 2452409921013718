import { expect, test } from 'vitest'
import { answerTo } from '../server/answerTo.ts'
import { frameworks, untilServerSees } from './browser.ts'
import { chatOf, createAsk } from './chatPage.ts'
import { startPlayground } from './playground.ts'

const playground = startPlayground()
const ask = createAsk(playground)

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

test('answers both frameworks at once, each on a connection of its own', async () => {
  const { page } = await playground.visit('chat')
  for (const framework of frameworks) {
    await page.locator(`[data-page=${framework}] .suggestions button`).first().click()
  }
  await untilServerSees(page, 'answers × 2')
  for (const framework of frameworks) await chatOf(page, framework).untilEnded()
})
