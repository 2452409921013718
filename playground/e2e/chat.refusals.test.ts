import { expect, test } from 'vitest'
import { answerTo } from '../server/answerTo.ts'
import { frameworks, untilHappened } from './browser.ts'
import { chatOf } from './chatPage.ts'
import { startPlayground } from './playground.ts'

// A page has to ask while a refusal lasts.
const playground = startPlayground({ pace: 1 })

test.each(frameworks)(
  'waits in %s where there are too many requests, and asks again on request where that cannot help',
  async (framework) => {
    const prompt = 'Is it fast?'
    const { page } = await playground.visit('chat')
    const { chat, ask, text, untilEnded, press } = chatOf(page, framework)
    await chat.waitFor()
    await playground.post('/api/failures/limited')
    await ask(prompt)
    await untilHappened(page, 'chat reconnecting')
    await playground.endFailure('limited')
    await untilEnded()
    expect(await text()).toBe(answerTo(prompt))

    await playground.post('/api/failures/wrongType')
    await ask(prompt)
    await chat.getByRole('button', { name: 'Retry' }).waitFor()
    await playground.endFailure('wrongType')
    await press('Retry')
    await untilEnded()
    expect(await text()).toBe(answerTo(prompt))
  },
)
