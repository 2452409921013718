'use client'

import { text } from '@use-event-source/core'
import type {
  EventsOf,
  EventsOption,
  Failure,
  OptionsFor,
  Readable,
  Snapshot,
  Source,
  StoreOptions,
  TextMessages,
  UrlOptions,
  ViewOptions,
} from '@use-event-source/core'
import { noStream, paced } from '@use-event-source/core/adapter'
import { useSyncExternalStore } from 'react'
import { tracked } from './tracked.ts'
import type { EventSourceView, Tracked } from './tracked.ts'
import { useKeyed } from './useKeyed.ts'
import { useSource } from './useSource.ts'

/** How a component shows a stream. */
export interface UseEventSourceViewOptions extends ViewOptions {
  /**
   * Whether to throw, for an error boundary, when the stream has failed for good.
   *
   * @default false
   */
  readonly throwOnFailure?: boolean | undefined
}

/** What `useEventSource` takes beside a URL. */
export interface UrlViewOptions extends UrlOptions, UseEventSourceViewOptions {}

/** What `useEventSource` takes beside a store. */
export interface StoreViewOptions extends StoreOptions, UseEventSourceViewOptions {}

/** How a URL is read when the options name no events. */
export const textMessages = { message: text }

/**
 * Shows the state and the newest events of a stream, and renders when something changes that the
 * component reads.
 *
 * Components that name the same URL share one connection. Functions among the options are called in
 * their newest version; only another URL, method, text body, `withCredentials` or `key` makes
 * another stream. A request that is not GET is not sent again for its body alone: that takes
 * `connect()`. Without `events` a URL is read as text messages.
 *
 * @example
 * const { status, latest } = useEventSource('/api/prices', { events: { price: json<Price>() } })
 */
export function useEventSource<S extends Source, Events>(
  source: S,
  options?: EventsOption<Events> & OptionsFor<S, UrlViewOptions, StoreViewOptions>,
): EventSourceView<EventsOf<S, Events, TextMessages>> {
  const {
    keepPrevious,
    throwOnFailure,
    ...rest
  }: EventsOption<Events> & UseEventSourceViewOptions = options ?? {}
  const store = useSource(source, rest, textMessages)
  const { tracker } = useKeyed(store, (previous?: Stage) => {
    const readable = paced<Snapshot>(store ?? noStream)
    const shown = keepPrevious && previous ? keepPrevious(readable, previous.shown) : readable
    return { shown, tracker: tracked(store, shown) }
  })
  const view: EventSourceView = useSyncExternalStore(
    tracker.subscribe,
    tracker.getSnapshot,
    tracker.getInitialSnapshot,
  )
  if (throwOnFailure && view.status === 'closed' && tracker.isSubscribed) throwFailure(view.failure)
  return view as EventSourceView<EventsOf<S, Events, TextMessages>>
}

/** What is shown of a store at the pace of the screen, and what a component reads of that. */
interface Stage {
  readonly shown: Readable<Snapshot>
  readonly tracker: Tracked
}

/** An orderly end is no failure. */
function throwFailure(failure: Failure | null) {
  if (failure && failure.kind !== 'ended') throw new Error(failure.message, { cause: failure })
}
