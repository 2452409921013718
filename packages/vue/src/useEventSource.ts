import { notNow } from '@use-event-source/core'
import type {
  ConnectionFailure,
  Decoders,
  EventOf,
  EventSourceStore,
  Readable,
  Snapshot,
  SourceOptions,
  Status,
} from '@use-event-source/core'
import { shallowReactive, shallowReadonly, shallowRef, watch } from 'vue'
import type { ComputedRef, MaybeRefOrGetter, ShallowRef } from 'vue'
import { useSnapshot } from './useSnapshot.ts'
import { useSource } from './useSource.ts'
import type { Source } from './useSource.ts'

/** What a component gets to see of a stream: a ref for each thing that changes on its own. */
export interface EventSourceRefs<D extends Decoders> {
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
  /** The store behind it, to hand to `useServerEvent` and `useEventState`. */
  readonly source: ComputedRef<EventSourceStore<D> | null>
  /** Dials at once: after `close()`, after a failure, or instead of waiting. */
  readonly connect: () => void
  /** Ends the stream for this component, until `connect()`. */
  readonly close: () => void
}

/**
 * Shows the state and the newest events of a stream, in refs that change when what they hold has changed.
 *
 * Components that name the same URL share one connection. Functions among the options are called in their newest
 * version; only another URL, method, text body, `withCredentials`, `key` or set of event types makes another stream.
 *
 * @example
 * const { status, latest } = useEventSource('/api/prices', { events: { price: json<Price>() } })
 */
export function useEventSource<const D extends Decoders>(
  source: Source<D>,
  options?: MaybeRefOrGetter<SourceOptions<D>>,
): EventSourceRefs<D> {
  const store = useSource(source, options)
  const status = shallowRef<Status>('idle')
  const failure = shallowRef<ConnectionFailure | null>(null)
  const failures = shallowRef(0)
  const event = shallowRef<EventOf<D> | null>(null)
  const data = shallowRef<EventOf<D>['data']>()
  const latest: Record<string, unknown> = shallowReactive(Object.create(null))
  const lastEventId = shallowRef('')

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

  const snapshot = useSnapshot(() => (store.value ?? notNow) as Readable<Snapshot<D>>)
  watch(snapshot, show, { immediate: true, flush: 'sync' })

  return {
    status: shallowReadonly(status),
    failure: shallowReadonly(failure),
    failures: shallowReadonly(failures),
    event: shallowReadonly(event),
    data: shallowReadonly(data),
    latest: shallowReadonly(latest) as Snapshot<D>['latest'],
    lastEventId: shallowReadonly(lastEventId),
    source: store,
    connect: () => store.value?.connect(),
    close: () => store.value?.close(),
  }
}
