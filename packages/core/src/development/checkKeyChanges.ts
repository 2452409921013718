import { messageOf } from './messages.ts'

const limit = 20

/**
 * Checks how often a component has asked for another source, without a commit in between.
 *
 * @throws Error for a source that is another one at each render.
 */
export function checkKeyChanges(count: number): void {
  if (count >= limit) throw new Error(messageOf('source-unstable'))
}
