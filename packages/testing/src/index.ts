export { fakeTransport } from './fakeTransport.ts'
export type { FakeDial, FakeTransport } from './fakeTransport.ts'
export { remoteServer } from './script.ts'
export type { Ending, ScriptedServerRemote, Seen, SeenRequest, Step } from './script.ts'

// Of the core, so that one import is enough
export { flushFrames } from '@use-event-source/core'
