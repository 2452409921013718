// For packages that render: what their hooks and composables are made of.

// A component and its stream
export {
  createComponentSource,
  endLinger,
  isHeldBack,
  onClear,
  retryFailed,
  sourceKeyOf,
} from './view/componentSource.ts'
export type { ComponentSource, SourceOptions } from './view/componentSource.ts'
export { checkBesideStore, checkKeyChanges, checkSuspense } from '#development'
export { withDefaults } from './connection/options.ts'
export { createComponentState, partOptions } from './view/componentState.ts'
export type { ComponentState } from './view/componentState.ts'
export { isStore } from './view/source.ts'
export type { UrlObject } from './platform/fetchTypes.ts'

// What a component shows
export { nextFrame } from './view/frame.ts'
export { paced } from './view/paced.ts'
export { keepPrevious } from './view/keepPrevious.ts'
export { constant, noStream } from './view/noStream.ts'

// A transport around a transport
export { hashOf } from './platform/hash.ts'
export { timed } from './transports/timed.ts'
export type { TimedTransport } from './transports/timed.ts'

// What development says of its use
export {
  noteTab,
  messageOf,
  warnOfLoneStream,
  warnOfMissingScope,
  warnOfUncloneable,
  warnOfUnreadType,
} from '#development'
