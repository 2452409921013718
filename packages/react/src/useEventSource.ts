import type { Decoders, SourceOptions } from '@use-event-source/core'
import { tracked } from './tracked.ts'
import type { EventSourceView } from './tracked.ts'
import { useKeyed } from './useKeyed.ts'
import { useSnapshot } from './useSnapshot.ts'
import { useSource } from './useSource.ts'
import type { Source } from './useSource.ts'

/**
 * Shows the state and the newest events of a stream, and renders when something has changed that the component reads.
 *
 * Components that name the same URL share one connection. Functions among the options are called in their newest
 * version; only another URL, method, text body, `withCredentials`, `key` or set of event types makes another stream.
 *
 * @example
 * const { status, latest } = useEventSource('/api/prices', { events: { price: json<Price>() } })
 */
export function useEventSource<const D extends Decoders>(
  source: Source<D>,
  options?: SourceOptions<D>,
): EventSourceView<D> {
  const store = useSource(source, options)
  return useSnapshot(useKeyed(store, () => tracked(store)))
}
