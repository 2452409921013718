import { expect, test } from 'vitest'
import { answerTo } from '../server/answerTo.ts'
import { frameworks, untilServerSees } from './browser.ts'
import { chatOf, createAsk } from './chatPage.ts'
import { startPlayground } from './playground.ts'

const playground = startPlayground()
const ask = createAsk(playground)

test('streams the answers of several turns in both', async () => {
  const { page, problems, chats, untilEnded } = await ask('Is it fast?')
  await untilEnded()
  for (const { ask: askAgain } of chats) await askAgain('Why not a WebSocket?')
  await Promise.all(chats.map(({ chat }) => chat.getByText('Live', { exact: true }).waitFor()))
  await untilEnded()

  for (const { chat } of chats) {
    const texts = await chat.locator('.answer p').allTextContents()
    expect(texts).toEqual([answerTo('Is it fast?'), answerTo('Why not a WebSocket?')])
  }
  await untilServerSees(page, '')
  expect(problems).toEqual([])
})

test('stops an answer in both, on the server, too', async () => {
  const prompt = 'Tell me about rendering'
  const { page, problems, chats, texts, untilLonger, untilEnded } = await ask(prompt)
  const stopped: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'DELETE') stopped.push(request.url())
  })
  await untilLonger([20, 20])
  for (const { press } of chats) await press('Stop')
  await untilEnded()
  const parts = await texts()
  for (const part of parts) expect(answerTo(prompt).startsWith(part)).toBe(true)

  await expect.poll(() => stopped.length).toBe(2)
  for (const url of stopped)
    expect(await (await fetch(url)).text()).toContain('event: done\ndata: stopped')
  await page.reload()
  await untilEnded()
  expect(await texts()).toEqual(parts)
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
