import { messageOf } from '#development'
import { isPromise } from './isPromise.ts'
import { logError } from './report.ts'

/**
 * Calls a handler of the application, by the name of its option. What it throws or rejects goes to the
 * console.
 */
export function callHandler(option: string, call: () => unknown): void {
  const logBroken = (error: unknown) => logError(messageOf('option-threw', option), error)
  try {
    const answer = call()
    if (isPromise(answer)) answer.then(undefined, logBroken)
  } catch (broken) {
    logBroken(broken)
  }
}
