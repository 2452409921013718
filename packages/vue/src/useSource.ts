import type {
  Decoders,
  EventSourceStore,
  Source,
  StoreOptions,
  UrlOptions,
} from '@use-event-source/core'
import {
  checkBesideStore,
  createComponentSource,
  isStore,
  sourceKeyOf,
  withDefaults,
} from '@use-event-source/core/adapter'
import type { ComponentSource, SourceOptions } from '@use-event-source/core/adapter'
import { toValue } from 'vue'
import type { MaybeRefOrGetter } from 'vue'
import { useClient } from './eventSourcePlugin.ts'
import { follow } from './follow.ts'
import type { Held } from './follow.ts'
import type { SubscriptionOptions } from './useSubscription.ts'

/** What a composable takes beside a URL. */
export interface ComponentUrlOptions extends UrlOptions, SubscriptionOptions {}

/** What a composable takes beside a store. */
export interface ComponentStoreOptions extends StoreOptions, SubscriptionOptions {}

/**
 * Returns the store behind a source. It keeps its identity, and follows the options, until the
 * stream is another one. A URL is read as `events` where the options name none. Where all of them
 * are plain, `isPlain`, it never is another one.
 */
export function useSource(
  isPlain: boolean,
  source: MaybeRefOrGetter<Source>,
  options: () => (SourceOptions & SubscriptionOptions) | undefined,
  events: () => Decoders<any>,
): Held<EventSourceStore | null> {
  const client = useClient()
  let held: ComponentSource | null = null
  const store = follow(isPlain, () => {
    const named = toValue(source)
    const url = isStore(named) ? null : named
    const { pauseWhenDeactivated: _pause, ...chosen } = options() ?? {}
    checkBesideStore(named, chosen)
    const newest = withDefaults<SourceOptions>(chosen, { client, events: events() })
    if (held && held.key === sourceKeyOf(url, newest)) held.update(newest)
    else held = createComponentSource(url, newest, held)
    return isStore(named) ? named : held.store
  })
  // Now, and not when the component is mounted, so that a mistake is thrown where it was made.
  void store.value
  return store
}
