'use client'

import type {
  ConnectionStatus,
  EventOf,
  EventSourceStore,
  EventsOf,
  EventsOption,
  OptionsFor,
  SnapshotData,
  Source,
  TextMessages,
} from '@use-event-source/core'
import { checkSuspense, isHeldBack, keepPrevious, messageOf } from '@use-event-source/core/adapter'
import { useEffect, useState } from 'react'
import type { EventSourceView, ViewControls } from './tracked.ts'
import { textMessages, useEventSource } from './useEventSource.ts'
import type {
  StoreViewOptions,
  UrlViewOptions,
  UseEventSourceViewOptions,
} from './useEventSource.ts'
import { useSource } from './useSource.ts'
import { sharedSource, waitFor, waits } from './waitFor.ts'

/**
 * What `useSuspenseEventSource` takes beside a URL: to keep the previous screen is up to a
 * transition.
 */
export type SuspenseUrlOptions = Omit<UrlViewOptions, 'keepPrevious'>

/** What `useSuspenseEventSource` takes beside a store. */
export type SuspenseStoreOptions = Omit<StoreViewOptions, 'keepPrevious'>

/** What a component sees of a stream that it has waited for: there is an event. */
export type SuspenseEventSourceView<Events = any> = Omit<SnapshotData<Events>, 'event' | 'data'> &
  ConnectionStatus &
  ViewControls<Events> & {
    /** The newest event. */
    readonly event: EventOf<Events>
    /** The data of the newest event. */
    readonly data: Events[keyof Events & string]
  }

/**
 * Is `useEventSource` for a component that shows nothing before the first event: until then the
 * nearest `<Suspense>` shows its fallback, and a stream that ends before its first event is thrown.
 * Without a source there is nothing to wait for.
 *
 * Components that wait for the same URL share one store.
 *
 * @example const { status, data } = useSuspenseEventSource('/api/prices', { events: { price:
 * json<Price>() } })
 *
 * @throws Error on a server, where nothing is connected: the nearest `<Suspense>` renders its
 * fallback, and the browser goes on.
 * @throws TypeError in development for a stream that declares only `'*'`, which brings no `event`.
 * @throws Error when the stream ends before its first event, with the failure as its `cause`.
 */
export function useSuspenseEventSource<S extends Source, Events>(
  source: S,
  options?: EventsOption<Events> & OptionsFor<S, SuspenseUrlOptions, SuspenseStoreOptions>,
): S extends null | undefined
  ? EventSourceView<EventsOf<S, Events, TextMessages>>
  : SuspenseEventSourceView<EventsOf<S, Events, TextMessages>> {
  if (source != null && typeof window === 'undefined') {
    throw new Error(messageOf('suspended-on-server'))
  }
  const { throwOnFailure, ...rest }: EventsOption<Events> & UseEventSourceViewOptions =
    options ?? {}
  const store = useSource(source, rest, textMessages, sharedSource)
  if (store) checkSuspense(store)
  // The same object in all renders once the component is mounted.
  const [component] = useState(() => ({}))
  // What waits for `connect()` has no event to come: the one before stays.
  const isWaiting = store !== null && isHeldBack(store)
  if (store && !isWaiting) {
    const wait = waitFor(store, component)
    if (wait) throw wait
    throwWithoutEvent(store)
  }
  const view = useEventSource(store, {
    throwOnFailure,
    keepPrevious: isWaiting ? keepPrevious : undefined,
  })
  useEffect(() => {
    if (store) waits.get(store)?.mounted()
  }, [store])
  return view as never
}

function throwWithoutEvent(store: EventSourceStore) {
  const { event, failure } = store.getSnapshot()
  if (event === null)
    throw new Error(failure?.message ?? 'The stream was closed before its first event.', {
      cause: failure,
    })
}
