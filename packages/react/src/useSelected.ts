import { framed } from '@use-event-source/core'
import type { Readable } from '@use-event-source/core'
import { useInsertionEffect, useMemo, useSyncExternalStore } from 'react'
import { useKeyed } from './useKeyed.ts'

/** Reads what `select` makes of a value that changes over time, and renders when that is not `equal` any more. */
export function useSelected<State, Selected>(
  readable: Readable<State>,
  select: (state: State) => Selected,
  equal: (previous: Selected, next: Selected) => boolean = Object.is,
): Selected {
  const paced = useKeyed(readable, () => framed(readable))
  // What is on the screen, so that a `select` that is new at each render goes on from there.
  const shown = useKeyed(null, (): { current: Shown<Selected> } => ({ current: null }))
  const [getSelected, getInitial] = useMemo(
    () => [remember(paced.getSnapshot, select, equal, shown), remember(paced.getInitialSnapshot, select, equal, shown)],
    [paced, select, equal, shown],
  )
  const selected = useSyncExternalStore(paced.subscribe, getSelected, getInitial)
  useInsertionEffect(() => void Object.assign(shown, { current: { selected } }))
  return selected
}

type Shown<Selected> = { readonly selected: Selected } | null

/** Selects anew only from another state, and keeps the selection as long as it is equal. */
function remember<State, Selected>(
  read: () => State,
  select: (state: State) => Selected,
  equal: (previous: Selected, next: Selected) => boolean,
  shown: { readonly current: Shown<Selected> },
): () => Selected {
  let state: State
  let kept: Shown<Selected> = null
  return () => {
    const next = read()
    if (kept && next === state) return kept.selected
    const before = kept ?? shown.current
    const selected = select(next)
    state = next
    kept = before && equal(before.selected, selected) ? before : { selected }
    return kept.selected
  }
}
