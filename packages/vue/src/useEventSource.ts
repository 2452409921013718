import { keeping, notNow, text } from '@use-event-source/core'
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
import { computed, shallowReactive, shallowReadonly, shallowRef, toValue, watch } from 'vue'
import type { ComputedRef, MaybeRefOrGetter, ShallowRef } from 'vue'
import { useSnapshot } from './useSnapshot.ts'
import { useSource } from './useSource.ts'
import type { ComponentOptions, Source, Url } from './useSource.ts'

/** What a component gets to see of a stream: a ref for each thing that changes on its own. */
export interface EventSourceRefs<D extends Decoders, Selected = undefined> {
  readonly status: Readonly<ShallowRef<Status>>
  /** Why the connection is not open, while it is not; `null` where nothing went wrong. */
  readonly failure: Readonly<ShallowRef<ConnectionFailure | null>>
  /** Failures in a row without progress in between. */
  readonly failures: Readonly<ShallowRef<number>>
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
  const status = shallowRef<Status>('idle')
  const failure = shallowRef<ConnectionFailure | null>(null)
  const failures = shallowRef(0)
  const event = shallowRef<EventOf<D> | null>(null)
  const data = shallowRef<EventOf<D>['data']>()
  const latest: Record<string, unknown> = shallowReactive(Object.create(null))
  const lastEventId = shallowRef('')
  const selected = shallowRef<Selected>()

  // A ref that is given what it has already tells nobody, so each reader is called for its own thing only.
  function show(snapshot: Snapshot<D>) {
    status.value = snapshot.status
    failure.value = snapshot.failure
    failures.value = snapshot.failures
    event.value = snapshot.event
    data.value = snapshot.data
    lastEventId.value = snapshot.lastEventId
    for (const type of Object.keys(latest)) if (!(type in snapshot.latest)) delete latest[type]
    Object.assign(latest, snapshot.latest)
  }

  let shown: Readable<Snapshot<D>> | null = null
  const readable = computed(() => {
    const next = (store.value ?? notNow) as Readable<Snapshot<D>>
    return (shown = shown && toValue(options).keepPrevious ? keeping(next, shown.getSnapshot()) : next)
  })
  const snapshot = useSnapshot(readable, toValue(options))
  watch(snapshot, show, { immediate: true, flush: 'sync' })

  function pick(next: Selected | undefined) {
    const { equal = Object.is } = toValue(options)
    const kept = selected.value
    if (kept === undefined || next === undefined || !equal(kept, next)) selected.value = next
  }
  // On its own, so that what else `select` reads counts as well.
  watch(() => toValue(options).select?.(snapshot.value), pick, { immediate: true, flush: 'sync' })

  return {
    status: shallowReadonly(status),
    failure: shallowReadonly(failure),
    failures: shallowReadonly(failures),
    event: shallowReadonly(event),
    data: shallowReadonly(data),
    latest: shallowReadonly(latest) as Snapshot<D>['latest'],
    lastEventId: shallowReadonly(lastEventId),
    selected: shallowReadonly(selected) as Readonly<ShallowRef<Selected>>,
    source: store,
    connect: () => store.value?.connect(),
    close: () => store.value?.close(),
  }
}
