// The three doors
export { useEventSource } from './useEventSource.ts'
export type { EventSourceRefs, TextMessages, UseEventSourceOptions } from './useEventSource.ts'
export { useServerEvent } from './useServerEvent.ts'
export { useEventState } from './useEventState.ts'

// The first door, for those who wait with Suspense until it opens
export { useSuspendedEventSource } from './useSuspendedEventSource.ts'

// Defaults for a whole app
export { eventSourcePlugin } from './eventSourcePlugin.ts'

// For any value of the core
export { useSnapshot } from './useSnapshot.ts'
export type { Source, TextOptions, Url } from './useSource.ts'

// The core, so that one import is enough
export {
  autoTransport,
  backoff,
  createEventSource,
  createEventState,
  createRegistry,
  createStore,
  eventsOf,
  fetchTransport,
  flushFrames,
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
