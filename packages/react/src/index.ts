// Hooks
export { useEventSource } from './useEventSource.ts'
export type {
  StoreViewOptions,
  UrlViewOptions,
  UseEventSourceViewOptions,
} from './useEventSource.ts'
export type { EventSourceView, ViewControls } from './tracked.ts'
export { useServerEvent } from './useServerEvent.ts'
export { useEventState } from './useEventState.ts'
export { useSnapshot } from './useSnapshot.ts'
export type { StateOf } from './useSnapshot.ts'
export { useSuspenseEventSource } from './useSuspenseEventSource.ts'
export type {
  SuspenseEventSourceView,
  SuspenseStoreOptions,
  SuspenseUrlOptions,
} from './useSuspenseEventSource.ts'

// What stays on the screen
export { keepPrevious } from '@use-event-source/core/adapter'

// A client for the components below
export { EventSourceProvider } from './EventSourceProvider.ts'
export type { EventSourceProviderProps } from './EventSourceProvider.ts'

// The core, so that one import is enough
export * from '@use-event-source/core'
