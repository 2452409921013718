// For tools that look inside: the docs, the playground, the bench, a panel. What is in here may
// change in any version.

// The state machine of a connection
export { table } from './connection/machine.ts'
export type { ConnectionEvent, ConnectionState, Phase } from './connection/machine.ts'
export { statusOf } from './connection/status.ts'
export { isOnline } from './connection/network.ts'

// The messages, by the anchor of their entry in errors.md
export { failures, mistakes } from './development/messages.ts'

// What a panel or a recorder learns in development
export { developmentHook } from './development/hook.ts'
export type { Announcements, DevelopmentHook } from './development/hook.ts'
export type { ObservedStore } from './development/observedStores.ts'
export type { ObservedDial, ObservedStream, SharedTab } from './development/observedStream.ts'

// The parts that are measured on their own
export { Emitter } from './connection/emitter.ts'
export { createParser } from './transports/parser.ts'
export type { Parser } from './transports/parser.ts'
export type { ParserOptions } from './transports/parserOptions.ts'
