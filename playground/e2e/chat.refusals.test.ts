import { expect, test } from 'vitest'
import { answerTo } from '../server/answerTo.ts'
import { frameworks, untilHappened } from './browser.ts'
import { chatOf } from './chatPage.ts'
import { startPlayground } from './playground.ts'

// A page has to ask while a refusal lasts.
const playground = startPlayground({ pace: 1 })

test('waits in both where there are too many requests, and asks again on request where that cannot help', async () => {
  const prompt = 'Is it fast?'
  const { page } = await playground.visit('chat')
  const chats = frameworks.map((framework) => chatOf(page, framework))
  const texts = () => Promise.all(chats.map(({ text }) => text()))
  await Promise.all(chats.map(({ chat }) => chat.waitFor()))
  await playground.post('/api/failures/limited')
  for (const { ask } of chats) await ask(prompt)
  await untilHappened(page, 'chat reconnecting')
  await playground.endFailure('limited')
  await Promise.all(chats.map(({ untilEnded }) => untilEnded()))
  expect(await texts()).toEqual(frameworks.map(() => answerTo(prompt)))

  await playground.post('/api/failures/wrongType')
  for (const { ask } of chats) await ask(prompt)
  for (const { chat } of chats) await chat.getByRole('button', { name: 'Retry' }).waitFor()
  await playground.endFailure('wrongType')
  for (const { press } of chats) await press('Retry')
  await Promise.all(chats.map(({ untilEnded }) => untilEnded()))
  expect(await texts()).toEqual(frameworks.map(() => answerTo(prompt)))
})
