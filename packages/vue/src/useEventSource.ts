import { paced, previousEvents, noStream, text } from '@use-event-source/core'
import type {
  ConnectionFailure,
  Decoders,
  EventOf,
  EventSourceStore,
  Readable,
  Snapshot,
  Status,
  ViewOptions,
} from '@use-event-source/core'
import { computed, shallowReadonly, shallowRef, toValue } from 'vue'
import type { ComputedRef, MaybeRefOrGetter, ShallowRef } from 'vue'
import { createSnapshotRefs } from './snapshotRefs.ts'
import { useSelected } from './useSelected.ts'
import { useSource } from './useSource.ts'
import type { ComponentOptions, Source, Url } from './useSource.ts'
import { useSubscription } from './useSubscription.ts'

/** What a component gets to see of a stream: a ref for each thing that changes on its own. */
export interface EventSourceRefs<D extends Decoders, Selected = undefined> {
  readonly status: Readonly<ShallowRef<Status>>
  /** Why the connection is not open, while it is not; `null` where nothing went wrong. */
  readonly failure: Readonly<ShallowRef<ConnectionFailure | null>>
  /** Failures in a row without progress in between. */
  readonly failureCount: Readonly<ShallowRef<number>>
  /** When the status began, in milliseconds since the epoch; `null` while it is the first one. */
  readonly since: Readonly<ShallowRef<number | null>>
  /** The newest event, or `null` before the first. */
  readonly event: Readonly<ShallowRef<EventOf<D> | null>>
  /** The data of the newest event. */
  readonly data: Readonly<ShallowRef<EventOf<D>['data'] | undefined>>
  /** The newest event of each type: reactive, one type at a time. */
  readonly latest: Snapshot<D>['latest']
  /** Where the server would be asked to resume. */
  readonly lastEventId: Readonly<ShallowRef<string>>
  /** What `select` makes of all that; the same value as long as it is `equal`. */
  readonly selected: Readonly<ShallowRef<Selected>>
  /** The store behind it, to hand to `useServerEvent` and `useEventState`. */
  readonly source: ComputedRef<EventSourceStore<D> | null>
  /** Dials at once: after `close()`, after a failure, or instead of waiting. */
  readonly connect: () => void
  /** Ends the stream until `connect()`: for this component where it names a URL, for all that share the store otherwise. */
  readonly close: () => void
}

/** How a component uses a stream: the options of the store, if it names a URL, and how it is shown. */
export interface UseEventSourceOptions<D extends Decoders, Selected = undefined>
  extends Partial<ComponentOptions<D>>, ViewOptions<D, Selected> {}

/** What a URL is asked for when no options say so. */
export type TextMessages = { readonly message: (raw: string) => string }

const textMessages: Decoders = { message: text }

/** Shows the messages of a URL: with no `events` among the options, their data is the text that came. */
export function useEventSource<D extends Decoders = TextMessages, Selected = undefined>(
  source: MaybeRefOrGetter<Url>,
  options?: MaybeRefOrGetter<UseEventSourceOptions<D, Selected> & { readonly events?: never }>,
): EventSourceRefs<D, Selected>
/**
 * Shows the state and the newest events of a stream, in refs that change when what they hold has changed.
 *
 * Components that name the same URL share one connection. Functions among the options are called in their newest
 * version; only another URL, method, text body, `withCredentials` or `key` makes another stream.
 *
 * @example
 * const { status, latest } = useEventSource('/api/prices', { events: { price: json<Price>() } })
 */
export function useEventSource<const D extends Decoders, Selected = undefined>(
  source: Source<D>,
  options?: MaybeRefOrGetter<UseEventSourceOptions<D, Selected>>,
): EventSourceRefs<D, Selected>
export function useEventSource<D extends Decoders, Selected>(
  source: Source<D>,
  options: MaybeRefOrGetter<UseEventSourceOptions<D, Selected>> = {},
): EventSourceRefs<D, Selected> {
  const store = useSource(source, () => {
    const { keepPrevious: _keepPrevious, select: _select, equal: _equal, ...rest } = toValue(options)
    return { events: textMessages as D, ...rest }
  })
  let shown: Readable<Snapshot<D>> | null = null
  const pacedSource = computed(() => {
    const next = (store.value ?? noStream) as Readable<Snapshot<D>>
    shown = shown && toValue(options).keepPrevious ? previousEvents(next, shown.getSnapshot()) : next
    return paced(shown)
  })
  const snapshot = shallowRef(pacedSource.value.getInitialSnapshot())
  const { refOf, latest, show } = createSnapshotRefs(snapshot.value)
  useSubscription(
    pacedSource,
    ({ subscribe, getSnapshot }) => {
      function update() {
        const newest = getSnapshot()
        show(newest)
        snapshot.value = newest
      }
      const off = subscribe(update)
      update()
      return off
    },
    toValue(options),
  )
  const selected = useSelected(snapshot, options)

  // Getters, so that what is not read is not made.
  return {
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
    get selected() {
      return shallowReadonly(selected) as Readonly<ShallowRef<Selected>>
    },
    source: store,
    connect: () => store.value?.connect(),
    close: () => store.value?.close(),
  }
}
