// What only a programmer needs: the checks of what they wrote, and what is said of them. `index.ts` imports it as
// `#development`, and the package decides what that is: this module, or `production.ts` for a bundler that builds for
// production. It is not the whole package that has two builds: then a page that meets both would have two registries, and
// two connections for one stream. So nothing in here may hold what the library works with. Node gets this module in any
// mode: a server that was traced and copied with one condition is started with another.
export { checkNative } from './warnOfNativeLimits.ts'
export { checkOptions } from './checkOptions.ts'
export { checkRenewal } from './warnOfNewTransport.ts'
export { countStream } from './warnOfManyStreams.ts'
export { explain } from './messages.ts'
export { noteRedial } from './warnOfReconnects.ts'
