// The same names as in `development.ts`, for pages that somebody else looks at: nothing is checked or warned of, and a
// mistake that data can still bring about is told by the anchor of its entry in errors.md and the details.
import type * as development from './development.ts'
import { failures } from './messages.ts'

// A function that is declared, and empty: bundlers leave out the calls of such ones.
function nothing(): void {}

export { nothing as checkNative, nothing as checkOptions, nothing as checkRenewal, nothing as noteRedial }

export const countStream: typeof development.countStream = (_, hangUp) => hangUp

// What the network did is told in full: pages show it to a person, and should not say something else than they did when made.
export const explain = ((code: string, ...details: unknown[]) => {
  const say = (failures as Record<string, (...details: never[]) => string>)[code]
  return say ? say(...(details as never[])) : [code, ...details].join(' ')
}) as typeof development.explain
