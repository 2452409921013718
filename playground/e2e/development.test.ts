// The other tests visit the pages as they are built. These are the sources, as `npm start` serves
// them: React in StrictMode, and all that React, Vue and the packages warn of in development.
import { expect, test } from 'vitest'
import { scenesOf, show, untilStatus, withoutHurry } from './browser.ts'
import { startPlayground } from './playground.ts'

const playground = startPlayground({ dev: true })

test('no scene is complained about in development', { timeout: 180_000 }, async () => {
  const { page, problems } = await playground.visit()
  await untilStatus(page, 'open', 60_000)
  for (const scene of await scenesOf(page)) await show(page, scene)
  expect(withoutHurry(problems)).toEqual([])
})
