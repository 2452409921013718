import type { Decoders } from '@use-event-source/core'
import { getCurrentInstance, watch } from 'vue'
import type { MaybeRefOrGetter } from 'vue'
import { useEventSource } from './useEventSource.ts'
import type { EventSourceRefs, TextMessages, UseEventSourceOptions } from './useEventSource.ts'
import type { Source, Url } from './useSource.ts'
import { subscribingAtOnce } from './useSubscription.ts'

/** Waits for the first message of a URL: with no `events` among the options, its data is the text that came. */
export function useSuspendedEventSource<D extends Decoders = TextMessages, Selected = undefined>(
  source: MaybeRefOrGetter<Url>,
  options?: MaybeRefOrGetter<UseEventSourceOptions<D, Selected> & { readonly events?: never }>,
): Promise<EventSourceRefs<D, Selected>>
/**
 * Is `useEventSource` for a component that shows nothing before the first event: until then the nearest `<Suspense>` shows
 * its fallback.
 *
 * Called before the first other `await` of an async setup. The promise is kept too when the stream ends before its first
 * event, when there is no source, and at once on a server and in hydration, where nothing is waited for.
 *
 * @example
 * const { status, data } = await useSuspendedEventSource('/api/prices', { events: { price: json<Price>() } })
 */
export function useSuspendedEventSource<const D extends Decoders, Selected = undefined>(
  source: Source<D>,
  options?: MaybeRefOrGetter<UseEventSourceOptions<D, Selected>>,
): Promise<EventSourceRefs<D, Selected>>
export async function useSuspendedEventSource<D extends Decoders, Selected>(
  source: Source<D>,
  options?: MaybeRefOrGetter<UseEventSourceOptions<D, Selected>>,
): Promise<EventSourceRefs<D, Selected>> {
  // What a server has rendered is there already, and hydration must see the same first.
  const rendered = typeof window === 'undefined' || getCurrentInstance()?.vnode.el
  if (rendered) return useEventSource(source, options)

  const refs = subscribingAtOnce(() => useEventSource(source, options))
  const isThere = () => !refs.source.value || refs.event.value !== null || refs.status.value === 'closed'
  let stop = () => {}
  await new Promise<void>((resolve) => {
    stop = watch(isThere, (there) => there && resolve(), { immediate: true, flush: 'sync' })
  })
  stop()
  return refs
}
