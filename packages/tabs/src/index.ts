export { sharedTransport } from './sharedTransport.ts'
export type { SharedTransportOptions } from './sharedTransport.ts'
