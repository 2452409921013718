import { messageOf } from './messages.ts'

const limit = 20

/** How often each component has changed its key in a row, by the function that renders it again. */
const changes = new WeakMap<object, number>()

/**
 * Checks how often a component asks for another source in a row: React renders it again immediately,
 * with the new one, and gives up after 25 times.
 *
 * @throws Error for a source that is another one at each render.
 */
export function checkKeyChanges(renderAgain: object, isSame: boolean): void {
  const count = isSame ? 0 : (changes.get(renderAgain) ?? 0) + 1
  if (count > limit) throw new Error(messageOf('source-unstable'))
  changes.set(renderAgain, count)
}
