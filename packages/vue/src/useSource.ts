import { createComponentSource, isStore, sourceKeyOf } from '@use-event-source/core'
import type { Decoders, EventSourceStore, ComponentSource, SourceOptions } from '@use-event-source/core'
import { computed, toValue } from 'vue'
import type { ComputedRef, MaybeRefOrGetter } from 'vue'
import { useDefaults } from './eventSourcePlugin.ts'
import type { SubscriptionOptions } from './useSubscription.ts'

/** The URL of a stream, or `null` and `undefined` for "not now". */
export type Url = string | URL | null | undefined

/** A stream: its URL, a store, or `null` and `undefined` for "not now"; or a ref or getter of one of them. */
export type Source<D extends Decoders> = MaybeRefOrGetter<Url | EventSourceStore<D>>

/** The options of a component that names a URL. */
export interface ComponentOptions<D extends Decoders> extends SourceOptions<D>, SubscriptionOptions {}

/** The options of a component that names a URL, and says nothing of its events. */
export type TextOptions = Omit<ComponentOptions<Decoders>, 'events'> & { readonly events?: never }

/** Returns the store behind a source. It keeps its identity, and follows the options, until the stream is another one. */
export function useSource<D extends Decoders>(
  source: Source<D>,
  options: MaybeRefOrGetter<Partial<ComponentOptions<D>>>,
): ComputedRef<EventSourceStore<D> | null> {
  const defaults = useDefaults()
  let live: ComponentSource<D> | null = null
  const store = computed(() => {
    const named = toValue(source)
    if (named == null) return null
    if (isStore<D>(named)) return named
    // A URL without events is found out by the store, whose message says what to do.
    const { pauseWhenDeactivated: _pause, ...chosen } = toValue(options)
    const newest = { ...defaults, ...chosen } as SourceOptions<D>
    if (live?.key === sourceKeyOf(named, newest)) live.update(newest)
    else live = createComponentSource(named, newest, live)
    return live.store
  })
  // Now, and not when the component is mounted, so that a mistake is thrown where it was made.
  void store.value
  return store
}
