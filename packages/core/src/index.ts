// The store
export { createEventSource } from './store/eventSource.ts'
export type { EventSourceOptions, EventSourceStore } from './store/store.ts'
export type { EventOf, ServerEvent } from './store/serverEvent.ts'
export type { Readable } from './store/readable.ts'
export type { ConnectionStatus, Snapshot, SnapshotData } from './store/snapshot.ts'
export type { Status } from './connection/status.ts'
export { createEventState } from './store/eventState.ts'
export type { EventState, EventStateOptions } from './store/eventState.ts'
export type { Load, Loaded } from './store/loading.ts'
export type { Includes, Reducers } from './store/reduce.ts'
export { eventsOf } from './store/eventsOf.ts'
export type { EventsOfOptions } from './store/eventsOf.ts'

// Reading events
export { json, text } from './store/decode.ts'
export type { Decoder, Decoders, StandardSchema } from './store/decode.ts'

// The connection
export type {
  ClientDefaults,
  ConnectionOptions,
  EventSourceClient,
  Resume,
} from './connection/options.ts'
export type { Gap } from './connection/consumers.ts'
export { resumeFrom } from './connection/resumeFrom.ts'
export type { ResumeStorage } from './connection/resumeFrom.ts'
export type {
  ReconnectContext,
  ReconnectRequest,
  ReconnectWith,
} from './connection/reconnectWith.ts'
export type { IdOf } from './connection/eventIds.ts'
export { backoff } from './connection/retry.ts'
export type { BackoffOptions, RetryContext, RetryPolicy } from './connection/retry.ts'
export { createEventSourceClient } from './connection/eventSourceClient.ts'
export type { EventSourceClientOptions } from './connection/eventSourceClient.ts'

// Failures
export { describeFailure } from './connection/describeFailure.ts'
export type { ConnectionFailure } from './connection/failure.ts'
export type { Failure, FailureKind } from './transports/failure.ts'

// Transports
export { fetchTransport } from './transports/fetch.ts'
export type { FetchTransportOptions } from './transports/fetch.ts'
export { nativeTransport } from './transports/native.ts'
export type { NativeTransportOptions } from './transports/native.ts'
export type {
  Plan,
  RawEvent,
  Signal,
  SourceResponse,
  Transport,
  TransportRequest,
} from './transports/transport.ts'

// Sources of hooks and composables
export type {
  EventsOf,
  EventsOption,
  LateEventsOption,
  OptionsFor,
  Source,
  StoreOptions,
  TextEvents,
  TextMessages,
  UrlOptions,
  ViewOptions,
} from './view/source.ts'

// Tests
export { flushFrames } from './view/frame.ts'
