import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { answerTo } from '../server/answerTo.ts'
import { frameworks, untilServerSees, type Framework } from './browser.ts'
import { startPlayground } from './playground.ts'

const playground = startPlayground()

const prompt = 'How does it reconnect?'

/** Finds what a framework shows of the AI SDK, or of an agent. */
function recipeOf(page: Page, framework: Framework) {
  const recipe = page.locator(`[data-page=${framework}] .recipe`)
  const answers = recipe.locator('[data-role=assistant]')
  const text = async () => (await answers.allTextContents()).at(-1) ?? ''
  return {
    answers: () => answers.allTextContents(),
    async ask() {
      await recipe.getByRole('textbox').fill(prompt)
      await recipe.getByRole('button', { name: 'Send' }).click()
    },
    /** Waits until there is more of the answer, or all of it: a busy machine may be late. */
    async untilLonger(length = 0) {
      const least = Math.min(length + 1, answerTo(prompt).length)
      await expect.poll(async () => (await text()).length).toBeGreaterThanOrEqual(least)
      return (await text()).length
    },
    untilComplete: () => expect.poll(text).toBe(answerTo(prompt)),
    stop: () => recipe.getByRole('button', { name: 'Stop' }).click(),
    untilStopped: () => recipe.getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached' }),
  }
}

/** Opens a scene, and asks in both frameworks. */
async function open(scene: string) {
  const visited = await playground.visit(scene)
  const recipes = frameworks.map((framework) => recipeOf(visited.page, framework))
  return {
    ...visited,
    recipes,
    /** One after the other: a page has one focus. */
    async ask() {
      for (const { ask } of recipes) await ask()
    },
    untilLonger: (lengths = [0, 0]) =>
      Promise.all(recipes.map(({ untilLonger }, index) => untilLonger(lengths[index]))),
  }
}

const scenes = ['aiSdk', 'agUi']

test.each(scenes)(
  'an answer of %s is whole in both, whatever drops, and when the page is loaded again',
  async (scene) => {
    const { page, problems, recipes, ask, untilLonger } = await open(scene)
    await ask()
    await page.locator('[data-field=status]', { hasText: 'open' }).waitFor()
    let lengths = [0, 0]
    for (let drops = 0; drops < 3; drops++) {
      lengths = await untilLonger(lengths)
      await playground.post('/api/failures/drop')
    }
    await untilLonger(lengths)
    await page.reload()
    await untilLonger()
    await playground.post('/api/failures/drop')
    for (const { answers, untilComplete } of recipes) {
      await untilComplete()
      expect(await answers()).toEqual([answerTo(prompt)])
    }
    await untilServerSees(page, '')

    // A second turn has an answer of its own.
    await ask()
    for (const { answers } of recipes)
      await expect.poll(answers).toEqual([answerTo(prompt), answerTo(prompt)])
    expect(problems).toEqual([])
  },
)

test.each(scenes)('an answer of %s is stopped on the server, in both', async (scene) => {
  const { page, recipes, ask, untilLonger } = await open(scene)
  await ask()
  await untilLonger([20, 20])
  for (const { stop } of recipes) await stop()
  for (const { untilStopped } of recipes) await untilStopped()
  await untilServerSees(page, '')
  for (const { answers } of recipes) {
    const [part] = await answers()
    expect(answerTo(prompt).startsWith(part!)).toBe(true)
    expect(part!.length).toBeLessThan(answerTo(prompt).length)
  }
})
