import type { EventSourceStore, Source } from '@use-event-source/core'
import { createComponentSource, isStore, sourceKeyOf } from '@use-event-source/core/adapter'
import type { ComponentSource, SourceOptions } from '@use-event-source/core/adapter'
import { useContext, useInsertionEffect } from 'react'
import { Defaults } from './EventSourceProvider.ts'
import { useKeyed } from './useKeyed.ts'

/**
 * Returns the store behind a source. It keeps its identity, and follows the options, until the
 * stream is another one.
 */
export function useSource(
  source: Source,
  options: SourceOptions,
  create: typeof createComponentSource = createComponentSource,
): EventSourceStore | null {
  const url = isStore(source) ? null : source
  const chosen = { ...useContext(Defaults), ...options }
  const held = useKeyed(sourceKeyOf(url, chosen), (previous?: ComponentSource) =>
    create(url, chosen, previous),
  )
  useInsertionEffect(() => held.update(chosen))
  return isStore(source) ? source : held.store
}
