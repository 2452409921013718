import { createLiveSource, isStore, liveKeyOf } from '@use-event-source/core'
import type { Decoders, EventSourceStore, SourceOptions } from '@use-event-source/core'
import { useInsertionEffect } from 'react'
import { useKeyed } from './useKeyed.ts'

/** The URL of a stream, or `null` and `undefined` for "not now". */
export type Url = string | URL | null | undefined

/** A stream: its URL, a store, or `null` and `undefined` for "not now". */
export type Source<D extends Decoders> = Url | EventSourceStore<D>

const nothing: SourceOptions<never> = { events: {} as never }

/** Returns the store behind a source. It keeps its identity, and follows the options, until the stream is another one. */
export function useSource<D extends Decoders>(
  source: Source<D>,
  options: SourceOptions<D> = nothing,
): EventSourceStore<D> | null {
  const url = isStore<D>(source) ? null : source
  const key = url == null ? null : liveKeyOf(url, options)
  const live = useKeyed(key, () => (url == null ? null : createLiveSource(url, options)))
  useInsertionEffect(() => live?.renew(options))
  return isStore<D>(source) ? source : (live?.store ?? null)
}
