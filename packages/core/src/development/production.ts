// The same names as in `development.ts`, for production: nothing is checked or warned of, and a
// message is its code with the facts.
import type * as development from './development.ts'

// A function that is declared, and empty: bundlers leave out the calls of such ones.
function nothing(): void {}

export {
  nothing as announceCommit,
  nothing as announceDecoded,
  nothing as announceJoin,
  nothing as announceLeave,
  nothing as announceState,
  nothing as announceStore,
  nothing as announceStream,
  nothing as noteTab,
  nothing as checkBesideStore,
  nothing as checkKeyChanges,
  nothing as checkOptions,
  nothing as checkStateOptions,
  nothing as checkSuspense,
  nothing as warnOfAsyncOption,
  nothing as warnOfForbiddenId,
  nothing as warnOfIdAnswer,
  nothing as warnOfIgnoredOptions,
  nothing as warnOfLoneStream,
  nothing as warnOfMissingKey,
  nothing as warnOfMissingScope,
  nothing as warnOfNativeLimits,
  nothing as warnOfNewTransport,
  nothing as warnOfNewUser,
  nothing as warnOfReconnects,
  nothing as warnOfRepeatedId,
  nothing as warnOfRetryAnswer,
  nothing as warnOfUncloneable,
  nothing as warnOfUndeclaredType,
  nothing as warnOfUnnamedResume,
  nothing as warnOfUnreadType,
}

/** Returns what it was given: bundlers leave out the calls of such a function, too. */
export function observed<T>(value: T): T {
  return value
}

export const warnOfManyStreams: typeof development.warnOfManyStreams = (_, hangUp) => hangUp

export const messageOf: typeof development.messageOf = (code, ...facts) =>
  [code, ...facts].join(' ').trim()
