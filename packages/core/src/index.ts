// The store
export { createEventSource } from './eventSource.ts'
export { createStore } from './store.ts'
export type { EventSourceOptions, EventSourceStore } from './store.ts'
export type { EventOf, ServerEvent } from './serverEvent.ts'
export type { Snapshot, Status } from './snapshot.ts'
export { createEventState } from './eventState.ts'
export type { Reducers } from './eventState.ts'
export { eventsOf } from './eventsOf.ts'
export type { EventsOfOptions } from './eventsOf.ts'
export type { ConnectionOptions } from './connectionOptions.ts'
export type { ResumeStorage } from './cursor.ts'
export type { Gap } from './line.ts'
export type { ConnectionFailure, Failure, FailureKind } from './failure.ts'

// Reading events
export { json, text } from './decode.ts'
export type { Decoded, Decoder, Decoders, StandardSchema } from './decode.ts'

// Redialling
export { backoff } from './retry.ts'
export type { BackoffOptions, RetryContext, RetryPolicy } from './retry.ts'

// Transports
export { autoTransport } from './transports/auto.ts'
export { fetchTransport } from './transports/fetch.ts'
export type { FetchTransportOptions } from './transports/fetch.ts'
export { nativeTransport } from './transports/native.ts'
export type { NativeTransportOptions } from './transports/native.ts'
export type { RawEvent, Signal, Transport, TransportRequest } from './transport.ts'

// For adapters
export { flushFrames } from './frame.ts'
export { framed } from './framed.ts'
export { keeping } from './keeping.ts'
export { createLiveSource, isStore, liveKeyOf } from './liveSource.ts'
export type { LiveSource, SourceDefaults, SourceOptions, ViewOptions } from './liveSource.ts'
export { constant, notNow } from './notNow.ts'
export { createRegistry } from './registry.ts'
export type { Registry } from './registry.ts'
export type { Readable } from './readable.ts'
