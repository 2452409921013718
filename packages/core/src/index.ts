// The store
export { createEventSource } from './store/eventSource.ts'
export { createStore } from './store/store.ts'
export type { EventSourceOptions, EventSourceStore } from './store/store.ts'
export type { EventOf, ServerEvent } from './store/serverEvent.ts'
export type { Readable } from './store/readable.ts'
export type { Snapshot } from './store/snapshot.ts'
export type { Status } from './connection/status.ts'
export { createEventState } from './store/eventState.ts'
export type { Reducers } from './store/eventState.ts'
export { eventsOf } from './store/eventsOf.ts'
export type { EventsOfOptions } from './store/eventsOf.ts'

// Reading events
export { json, text } from './store/decode.ts'
export type { Decoded, Decoder, Decoders, StandardSchema } from './store/decode.ts'

// The connection
export type { ConnectionOptions } from './connection/options.ts'
export type { Gap } from './connection/consumers.ts'
export type { ResumeStorage } from './connection/resumePoint.ts'
export { backoff } from './connection/retry.ts'
export type { BackoffOptions, RetryContext, RetryPolicy } from './connection/retry.ts'
export { createRegistry } from './connection/registry.ts'
export type { Registry } from './connection/registry.ts'

// Failures
export { describeFailure } from './connection/describeFailure.ts'
export type { ConnectionFailure } from './connection/failure.ts'
export type { Failure, FailureKind } from './transports/failure.ts'

// Transports
export { autoTransport } from './transports/auto.ts'
export { fetchTransport } from './transports/fetch.ts'
export type { FetchTransportOptions } from './transports/fetch.ts'
export { nativeTransport } from './transports/native.ts'
export type { NativeTransportOptions } from './transports/native.ts'
export type { RawEvent, Signal, Transport, TransportRequest } from './transports/transport.ts'

// For adapters
export { flushFrames } from './view/frame.ts'
export { paced } from './view/paced.ts'
export { previousEvents } from './view/previousEvents.ts'
export { createComponentSource, isStore, sourceKeyOf } from './view/componentSource.ts'
export type { ComponentSource, SourceDefaults, SourceOptions, ViewOptions } from './view/componentSource.ts'
export { constant, noStream } from './view/noStream.ts'
