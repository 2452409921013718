// What only a programmer needs: checks of the options, and messages. The stages import it as
// `#development`, and the package decides what that is: this module, or `production.ts` where a
// bundler builds for production. Not the whole package has two builds: a page that loaded both
// would have two default clients, and two connections for one stream. So nothing in here may hold state
// that the library works with. Node gets this module in any mode: a server may be traced and copied
// with one condition, and started with another.
export {
  announceCommit,
  announceDecoded,
  announceJoin,
  announceLeave,
  announceState,
  announceStream,
  noteTab,
} from './announce.ts'
export { checkBesideStore } from './checkBesideStore.ts'
export { checkKeyChanges } from './checkKeyChanges.ts'
export { checkOptions } from './checkOptions.ts'
export { checkStateOptions } from './checkStateOptions.ts'
export { checkSuspense } from './checkSuspense.ts'
export { messageOf } from './messages.ts'
export { observed } from './observed.ts'
export { announceStore } from './observedStores.ts'
export { warnOfAsyncOption } from './warnOfAsyncOption.ts'
export { warnOfForbiddenId } from './warnOfForbiddenId.ts'
export { warnOfIdAnswer } from './warnOfIdAnswer.ts'
export { warnOfIgnoredOptions } from './warnOfIgnoredOptions.ts'
export { warnOfLoneStream } from './warnOfLoneStream.ts'
export { warnOfManyStreams } from './warnOfManyStreams.ts'
export { warnOfMissingKey } from './warnOfMissingKey.ts'
export { warnOfMissingScope } from './warnOfMissingScope.ts'
export { warnOfNativeLimits } from './warnOfNativeLimits.ts'
export { warnOfNewTransport } from './warnOfNewTransport.ts'
export { warnOfNewUser } from './warnOfNewUser.ts'
export { warnOfReconnects } from './warnOfReconnects.ts'
export { warnOfRepeatedId } from './warnOfRepeatedId.ts'
export { warnOfRetryAnswer } from './warnOfRetryAnswer.ts'
export { warnOfUncloneable } from './warnOfUncloneable.ts'
export { warnOfUndeclaredType, warnOfUnreadType } from './warnOfUndeclaredType.ts'
export { warnOfUnnamedResume } from './warnOfUnnamedResume.ts'
