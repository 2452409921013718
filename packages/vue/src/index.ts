// The three doors
export { useEventSource } from './useEventSource.ts'
export type { EventSourceRefs, UseEventSourceOptions } from './useEventSource.ts'
export { useServerEvent } from './useServerEvent.ts'
export { useEventState } from './useEventState.ts'

// Defaults for a whole app
export { eventSourcePlugin } from './eventSourcePlugin.ts'

// For any value of the core
export { useSnapshot } from './useSnapshot.ts'
export type { Source } from './useSource.ts'

// The core, so that one import is enough
export {
  autoTransport,
  backoff,
  createEventSource,
  createEventState,
  createRegistry,
  eventsOf,
  fetchTransport,
  json,
  nativeTransport,
  text,
} from '@use-event-source/core'
export type {
  ConnectionFailure,
  Decoded,
  Decoder,
  Decoders,
  EventOf,
  EventSourceOptions,
  EventSourceStore,
  Failure,
  FailureKind,
  Gap,
  RawEvent,
  Readable,
  Reducers,
  Registry,
  ResumeStorage,
  RetryContext,
  RetryPolicy,
  ServerEvent,
  Snapshot,
  SourceDefaults,
  SourceOptions,
  Status,
  Transport,
  ViewOptions,
} from '@use-event-source/core'
