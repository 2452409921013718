import type {
  ConnectionFailure,
  EventsOf,
  EventsOption,
  OptionsFor,
  Source,
  TextMessages,
} from '@use-event-source/core'
import { checkSuspense, isHeldBack } from '@use-event-source/core/adapter'
import { watch } from 'vue'
import type { MaybeRefOrGetter } from 'vue'
import { isHydrating } from './createExternalRef.ts'
import { isOnServer } from './isOnServer.ts'
import { useEventSource } from './useEventSource.ts'
import type { EventSourceRefs, StoreViewOptions, UrlViewOptions } from './useEventSource.ts'
import { subscribingAtOnce } from './useSubscription.ts'

/**
 * Is `useEventSource` for a component that shows nothing before the first event: until then the
 * nearest `<Suspense>` shows its fallback.
 *
 * Called before the first other `await` of an async setup. The promise is fulfilled immediately on
 * a server, in hydration and without a source, where there is nothing to wait for, so the refs may
 * still be empty.
 *
 * @example const { status, data } = await useSuspenseEventSource('/api/prices', { events: { price:
 * json<Price>() } })
 *
 * @throws TypeError in development for a stream that declares only `'*'`, which brings no `event`.
 * @throws Error when the stream ends before its first event, with the failure as its `cause`.
 */
export async function useSuspenseEventSource<S extends Source, Events>(
  source: MaybeRefOrGetter<S>,
  options?: MaybeRefOrGetter<
    EventsOption<Events> & OptionsFor<S, UrlViewOptions, StoreViewOptions>
  >,
): Promise<EventSourceRefs<EventsOf<S, Events, TextMessages>>> {
  // What a server has rendered is there already, and hydration must see the same first.
  if (isOnServer() || isHydrating()) return useEventSource(source, options)

  const refs = subscribingAtOnce(() => useEventSource(source, options))
  if (refs.source.value) checkSuspense(refs.source.value)
  const isSettled = () =>
    !refs.source.value || refs.event.value !== null || refs.status.value === 'closed'
  // Its client was cleared: the next user has an event to wait for, too.
  const stopConnecting = watch(refs.status, (status) => {
    const store = refs.source.value
    if (status === 'idle' && store && !isHeldBack(store)) store.connect()
  })
  let stop = () => {}
  await new Promise<void>((resolve) => {
    stop = watch(isSettled, (settled) => settled && resolve(), { immediate: true, flush: 'sync' })
  })
  stop()
  stopConnecting()
  if (refs.source.value && refs.event.value === null) throwFailure(refs.failure.value)
  return refs
}

function throwFailure(failure: ConnectionFailure | null): never {
  throw new Error(failure?.message ?? 'The stream was closed before its first event.', {
    cause: failure,
  })
}
