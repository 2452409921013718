// Composables
export { useEventSource } from './useEventSource.ts'
export type { EventSourceRefs, StoreViewOptions, UrlViewOptions } from './useEventSource.ts'
export { useServerEvent } from './useServerEvent.ts'
export { useEventState } from './useEventState.ts'
export { useSnapshot } from './useSnapshot.ts'
export type { StateOf } from './useSnapshot.ts'
export { useSuspenseEventSource } from './useSuspenseEventSource.ts'
export type { ComponentStoreOptions, ComponentUrlOptions } from './useSource.ts'
export type { SubscriptionOptions } from './useSubscription.ts'

// What stays on the screen
export { keepPrevious } from '@use-event-source/core/adapter'

// A client for a whole app
export { eventSourcePlugin } from './eventSourcePlugin.ts'
export type { EventSourcePluginOptions } from './eventSourcePlugin.ts'

// The core, so that one import is enough
export * from '@use-event-source/core'
