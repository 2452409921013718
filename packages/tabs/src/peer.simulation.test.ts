import { expect, test } from 'vitest'
import { simulate } from '../bench/simulate.ts'

/**
 * The short form of `npm run simulate`. What a life asserts after each step: one stream at most is
 * read, every event is shown once, in order and behind the one before it, but for gaps that are
 * told; and in the end all tabs are open and have the newest.
 */
test('ten thousand random lives of tabs that share a stream', { timeout: 120_000 }, async () => {
  const failed: string[] = []
  for (let seed = 0; seed < 10_000; seed++) {
    const why = simulate(seed)
    if (why) failed.push(`seed ${seed}: ${why}`)
  }
  expect(failed).toEqual([])
})
