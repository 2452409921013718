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
    /** Waits until there is more of the answer. */
    async untilLonger(length = 0) {
      await expect.poll(async () => (await text()).length).toBeGreaterThan(length)
      return (await text()).length
    },
    untilComplete: () => expect.poll(text).toBe(answerTo(prompt)),
    stop: () => recipe.getByRole('button', { name: 'Stop' }).click(),
    untilStopped: () => recipe.getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached' }),
  }
}

const scenes = ['aiSdk', 'agUi'].flatMap((scene) =>
  frameworks.map((framework) => [scene, framework] as const),
)

test.each(scenes)(
  'an answer of %s in %s is whole, whatever drops, and when the page is loaded again',
  async (scene, framework) => {
    const { page, problems } = await playground.visit(scene)
    const recipe = recipeOf(page, framework)
    await recipe.ask()
    let length = 0
    for (let drops = 0; drops < 3; drops++) {
      length = await recipe.untilLonger(length)
      await playground.post('/api/failures/drop')
    }
    await recipe.untilLonger(length)
    await page.reload()
    await recipe.untilLonger()
    await playground.post('/api/failures/drop')
    await recipe.untilComplete()
    expect(await recipe.answers()).toEqual([answerTo(prompt)])
    await untilServerSees(page, '')

    // A second turn has an answer of its own.
    await recipe.ask()
    await expect.poll(recipe.answers).toEqual([answerTo(prompt), answerTo(prompt)])
    expect(problems).toEqual([])
  },
)

test.each(scenes)('an answer of %s in %s is stopped on the server', async (scene, framework) => {
  const { page } = await playground.visit(scene)
  const recipe = recipeOf(page, framework)
  await recipe.ask()
  await recipe.untilLonger(20)
  await recipe.stop()
  await recipe.untilStopped()
  await untilServerSees(page, '')
  const [part] = await recipe.answers()
  expect(answerTo(prompt).startsWith(part!)).toBe(true)
  expect(part!.length).toBeLessThan(answerTo(prompt).length)
})
