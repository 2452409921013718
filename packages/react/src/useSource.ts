import { createComponentSource, isStore, sourceKeyOf } from '@use-event-source/core'
import type { Decoders, EventSourceStore, ComponentSource, SourceOptions } from '@use-event-source/core'
import { useContext, useInsertionEffect } from 'react'
import { Defaults } from './EventSourceProvider.ts'
import { useKeyed } from './useKeyed.ts'

/** The URL of a stream, or `null` and `undefined` for "not now". */
export type Url = string | URL | null | undefined

/** A stream: its URL, a store, or `null` and `undefined` for "not now". */
export type Source<D extends Decoders> = Url | EventSourceStore<D>

/** The options of a component that names a URL, and says nothing of its events. */
export type TextOptions = Omit<SourceOptions<Decoders>, 'events'> & { readonly events?: never }

/** Returns the store behind a source. It keeps its identity, and follows the options, until the stream is another one. */
export function useSource<D extends Decoders>(
  source: Source<D>,
  options: Partial<SourceOptions<D>>,
  create: typeof createComponentSource<D> = createComponentSource,
): EventSourceStore<D> | null {
  const url = isStore<D>(source) ? null : source
  // The caller has put in events where the options name none.
  const chosen = { ...useContext(Defaults), ...options } as SourceOptions<D>
  const key = url == null ? null : sourceKeyOf(url, chosen)
  const live = useKeyed(key, (previous?: ComponentSource<D> | null) =>
    url == null ? null : create(url, chosen, previous),
  )
  useInsertionEffect(() => live?.update(chosen))
  return isStore<D>(source) ? source : (live?.store ?? null)
}
