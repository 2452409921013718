export { fakeTransport } from './fakeTransport.ts'
export type { FakeDial, FakeTransport } from './fakeTransport.ts'
