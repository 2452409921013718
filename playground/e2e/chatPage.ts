import type { Page } from 'playwright'
import { expect } from 'vitest'
import { frameworks, type Framework } from './browser.ts'
import type { startPlayground } from './playground.ts'

/** Finds the chat of a framework, and what it shows. */
export function chatOf(page: Page, framework: Framework) {
  const chat = page.locator(`[data-page=${framework}]`)
  const answer = chat.locator('.answer').last()
  const text = async () => (await answer.locator('p').textContent())!
  const end = chat.getByText(/^(Complete|Stopped)$/)
  return {
    chat,
    text,
    async ask(prompt: string) {
      await chat.getByRole('textbox').fill(prompt)
      await chat.getByRole('textbox').press('Enter')
    },
    /** Waits until there is more of the answer, or all of it: a busy machine may be late. */
    async untilLonger(length = 0) {
      await expect
        .poll(async () => (await text()).length > length || (await end.isVisible()))
        .toBe(true)
      return (await text()).length
    },
    untilEnded: () => end.waitFor(),
    press: (name: string) => chat.getByRole('button', { name }).click(),
  }
}

/** Makes the function that opens the chats of both frameworks and asks both a question. */
export const createAsk =
  (playground: ReturnType<typeof startPlayground>) => async (prompt: string) => {
    const visited = await playground.visit('chat')
    const chats = frameworks.map((framework) => chatOf(visited.page, framework))
    // One after the other: a page has one focus.
    for (const { ask } of chats) await ask(prompt)
    return {
      ...visited,
      chats,
      texts: () => Promise.all(chats.map(({ text }) => text())),
      untilLonger: (lengths = [0, 0]) =>
        Promise.all(chats.map(({ untilLonger }, index) => untilLonger(lengths[index]))),
      untilEnded: () => Promise.all(chats.map(({ untilEnded }) => untilEnded())),
    }
  }
