import { text } from '@use-event-source/core'
import type {
  ConnectionFailure,
  EventOf,
  EventSourceStore,
  EventsOf,
  EventsOption,
  OptionsFor,
  Readable,
  Snapshot,
  Source,
  Status,
  TextMessages,
  ViewOptions,
} from '@use-event-source/core'
import { noStream, paced } from '@use-event-source/core/adapter'
import { computed, toValue } from 'vue'
import type { ComputedRef, MaybeRefOrGetter, ShallowRef } from 'vue'
import { keyedComputed } from './keyedComputed.ts'
import { arePlain } from './follow.ts'
import { createSnapshotRefs } from './snapshotRefs.ts'
import { useReadable } from './useReadable.ts'
import { useSource } from './useSource.ts'
import type { ComponentStoreOptions, ComponentUrlOptions } from './useSource.ts'
import type { SubscriptionOptions } from './useSubscription.ts'

/** What `useEventSource` takes beside a URL. */
export interface UrlViewOptions extends ComponentUrlOptions, ViewOptions {}

/** What `useEventSource` takes beside a store. */
export interface StoreViewOptions extends ComponentStoreOptions, ViewOptions {}

/** What a component sees of a stream: a ref for each thing that changes on its own. */
export interface EventSourceRefs<Events = any> {
  readonly status: Readonly<ShallowRef<Status>>
  /** Why the connection is not open, while it is not; `null` where nothing went wrong. */
  readonly failure: Readonly<ShallowRef<ConnectionFailure | null>>
  /** Failures in a row without progress in between. */
  readonly failureCount: Readonly<ShallowRef<number>>
  /**
   * When the status began, in milliseconds since the epoch; `null` while it is the first one, as
   * before hydration.
   */
  readonly since: Readonly<ShallowRef<number | null>>
  /** The newest event, or `null` before the first. */
  readonly event: Readonly<ShallowRef<EventOf<Events> | null>>
  /** The data of the newest event. */
  readonly data: Readonly<ShallowRef<Events[keyof Events & string] | undefined>>
  /** The newest event of each type: reactive, one type at a time. */
  readonly latest: Snapshot<Events>['latest']
  /** Where the server would be asked to resume. */
  readonly lastEventId: Readonly<ShallowRef<string>>
  /** The store behind it, to pass to `useServerEvent` and `useEventState`. */
  readonly source: ComputedRef<EventSourceStore<Events> | null>
  /** Connects immediately: after `close()`, after a failure, or instead of waiting. */
  readonly connect: () => void
  /**
   * Ends the stream until `connect()`: for this component where it names a URL, for all that share
   * the store otherwise.
   */
  readonly close: () => void
}

/** How a URL is read when the options name no events. */
const textMessages = { message: text }

/**
 * Shows the state and the newest events of a stream, in refs that change when what they hold has
 * changed.
 *
 * Components that name the same URL share one connection. Source and options may be refs or
 * getters; only another URL, method, text body, `withCredentials` or `key` makes another stream.
 * Without `events` a URL is read as text messages.
 *
 * @example
 * const { status, latest } = useEventSource('/api/prices', { events: { price: json<Price>() } })
 */
export function useEventSource<S extends Source, Events>(
  source: MaybeRefOrGetter<S>,
  options?: MaybeRefOrGetter<
    EventsOption<Events> & OptionsFor<S, UrlViewOptions, StoreViewOptions>
  >,
): EventSourceRefs<EventsOf<S, Events, TextMessages>> {
  const given = () =>
    (toValue(options) ?? {}) as EventsOption<Events> & ViewOptions & SubscriptionOptions
  const isPlain = arePlain(source, options)
  const store = useSource(
    isPlain,
    source,
    () => {
      const { keepPrevious: _keepPrevious, ...rest } = given()
      return rest
    },
    () => textMessages,
  )
  const shown = keyedComputed(
    isPlain,
    () => [store.value],
    ([store], previous?: Readable<Snapshot>): Readable<Snapshot> => {
      const readable = paced<Snapshot>(store ?? noStream)
      return (previous && given().keepPrevious?.(readable, previous)) ?? readable
    },
  )
  const { refOf, latest } = useReadable(shown, createSnapshotRefs, given())

  let ofStore: ComputedRef<EventSourceStore | null> | undefined
  // Getters, so that what is not read is not made.
  const refs: EventSourceRefs = {
    get status() {
      return refOf('status')
    },
    get failure() {
      return refOf('failure')
    },
    get failureCount() {
      return refOf('failureCount')
    },
    get since() {
      return refOf('since')
    },
    get event() {
      return refOf('event')
    },
    get data() {
      return refOf('data')
    },
    get latest() {
      return latest()
    },
    get lastEventId() {
      return refOf('lastEventId')
    },
    get source() {
      return (ofStore ??= computed(() => store.value))
    },
    connect: () => store.value?.connect(),
    close: () => store.value?.close(),
  }
  return refs as EventSourceRefs<EventsOf<S, Events, TextMessages>>
}
