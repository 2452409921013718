import type { Decoders, EventSourceStore, Source } from '@use-event-source/core'
import {
  checkBesideStore,
  createComponentSource,
  isStore,
  sourceKeyOf,
  withDefaults,
} from '@use-event-source/core/adapter'
import type { ComponentSource, SourceOptions } from '@use-event-source/core/adapter'
import { useContext, useInsertionEffect } from 'react'
import { Client } from './EventSourceProvider.ts'
import { useKeyed } from './useKeyed.ts'

/**
 * Returns the store behind a source. It keeps its identity, and follows the options, until the
 * stream is another one. A URL is read as `events` where the options name none.
 */
export function useSource(
  source: Source,
  options: SourceOptions = {},
  events: Decoders<any>,
  create: typeof createComponentSource = createComponentSource,
): EventSourceStore | null {
  const url = isStore(source) ? null : source
  const chosen = withDefaults(options, { client: useContext(Client), events })
  checkBesideStore(source, options)
  const held = useKeyed(sourceKeyOf(url, chosen), (previous?: ComponentSource) =>
    create(url, chosen, previous),
  )
  useInsertionEffect(() => held.update(chosen))
  return isStore(source) ? source : held.store
}
