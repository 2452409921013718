'use client'

// The three doors
export { useEventSource } from './useEventSource.ts'
export type { EventSourceView } from './tracked.ts'
export { useServerEvent } from './useServerEvent.ts'
export { useEventState } from './useEventState.ts'

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
  SourceOptions,
  Status,
  Transport,
} from '@use-event-source/core'
