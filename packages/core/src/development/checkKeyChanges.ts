import { messageOf } from './messages.ts'

const limit = 20

/** How often each component has changed its key in this render, by the function that renders it again. */
const changes = new Map<object, number>()

/**
 * Checks how often a component asks for another source in one render: React renders it again
 * immediately, with the new one, and gives up after 25 times. One that is suspended asks at each
 * render of its parent, because React keeps nothing of what did not finish.
 *
 * @throws Error for a source that is another one at each render.
 */
export function checkKeyChanges(renderAgain: object, isSame: boolean): void {
  if (isSame) return void changes.delete(renderAgain)
  const count = (changes.get(renderAgain) ?? 0) + 1
  if (count > limit) throw new Error(messageOf('source-unstable'))
  // A render is over before the next microtask.
  if (changes.size === 0) queueMicrotask(() => changes.clear())
  changes.set(renderAgain, count)
}
