import { expect, test } from 'vitest'
import { answerTo } from '../server/answerTo.ts'
import { frameworks, untilServerSees } from './browser.ts'
import { createAsk } from './chatPage.ts'
import { startPlayground } from './playground.ts'

const playground = startPlayground()
const ask = createAsk(playground)

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
    const goesOn = page.waitForRequest(
      (request) => request.method() === 'GET' && request.url().includes('/api/answers/'),
    )
    await page.reload()
    await goesOn
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
