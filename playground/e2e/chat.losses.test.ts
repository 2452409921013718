import { expect, test } from 'vitest'
import { answerTo } from '../server/answerTo.ts'
import { frameworks, untilServerSees } from './browser.ts'
import { createAsk } from './chatPage.ts'
import { startPlayground } from './playground.ts'

const playground = startPlayground()
const ask = createAsk(playground)

const isAnswer = (prompt: string) => frameworks.map(() => answerTo(prompt))

test('loses and doubles nothing in both when every socket is dropped again and again', async () => {
  const prompt = 'How does it reconnect?'
  const { problems, texts, untilLonger, untilEnded } = await ask(prompt)
  let lengths = [0, 0]
  for (let drops = 0; drops < 10; drops++) {
    lengths = await untilLonger(lengths)
    await playground.post('/api/failures/drop')
  }
  await untilEnded()
  expect(await texts()).toEqual(isAnswer(prompt))
  expect(problems).toEqual([])
})

test('reads on in both when the page is loaded again in the middle of an answer', async () => {
  const prompt = 'Is it fast?'
  const { page, problems, texts, untilLonger, untilEnded } = await ask(prompt)
  await untilLonger([20, 20])
  const goesOn = new Set<string>()
  page.on('request', (request) => {
    if (request.method() === 'GET' && request.url().includes('/api/answers/'))
      goesOn.add(request.url())
  })
  await page.reload()
  await expect.poll(() => goesOn.size).toBe(2)
  await untilEnded()
  expect(await texts()).toEqual(isAnswer(prompt))

  // The text of an answer that has ended is kept, and not requested again.
  await page.reload()
  await untilEnded()
  expect(await texts()).toEqual(isAnswer(prompt))
  await untilServerSees(page, '')
  expect(problems).toEqual([])
})
