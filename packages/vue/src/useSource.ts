import { createLiveSource, isStore, liveKeyOf } from '@use-event-source/core'
import type { Decoders, EventSourceStore, LiveSource, SourceOptions } from '@use-event-source/core'
import { computed, toValue } from 'vue'
import type { ComputedRef, MaybeRefOrGetter } from 'vue'

/** The URL of a stream, or `null` and `undefined` for "not now". */
export type Url = string | URL | null | undefined

/** A stream: its URL, a store, or `null` and `undefined` for "not now"; or a ref or getter of one of them. */
export type Source<D extends Decoders> = MaybeRefOrGetter<Url | EventSourceStore<D>>

const nothing: SourceOptions<never> = { events: {} as never }

/** Returns the store behind a source. It keeps its identity, and follows the options, until the stream is another one. */
export function useSource<D extends Decoders>(
  source: Source<D>,
  options: MaybeRefOrGetter<SourceOptions<D>> = nothing,
): ComputedRef<EventSourceStore<D> | null> {
  let live: LiveSource<D> | null = null
  const store = computed(() => {
    const named = toValue(source)
    if (named == null) return null
    if (isStore<D>(named)) return named
    const newest = toValue(options)
    if (live?.key === liveKeyOf(named, newest)) live.renew(newest)
    else live = createLiveSource(named, newest)
    return live.store
  })
  // Now, and not when the component is mounted, so that a mistake is thrown where it was made.
  void store.value
  return store
}
