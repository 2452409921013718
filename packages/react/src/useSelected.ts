import { framed } from '@use-event-source/core'
import type { Readable } from '@use-event-source/core'
import { useMemo, useSyncExternalStore } from 'react'
import { useKeyed } from './useKeyed.ts'

/** Reads what `select` makes of a value that changes over time, and renders when that is not `equal` any more. */
export function useSelected<State, Selected>(
  readable: Readable<State>,
  select: (state: State) => Selected,
  equal: (previous: Selected, next: Selected) => boolean = Object.is,
): Selected {
  const paced = useKeyed(readable, () => framed(readable))
  const [getSelected, getInitial] = useMemo(
    () => [remember(paced.getSnapshot, select, equal), remember(paced.getInitialSnapshot, select, equal)],
    [paced, select, equal],
  )
  return useSyncExternalStore(paced.subscribe, getSelected, getInitial)
}

/** Selects anew only from another state, and keeps the selection as long as it is equal. */
function remember<State, Selected>(
  read: () => State,
  select: (state: State) => Selected,
  equal: (previous: Selected, next: Selected) => boolean,
): () => Selected {
  let held: { state: State; selected: Selected } | null = null
  return () => {
    const state = read()
    if (held?.state === state) return held.selected
    const selected = select(state)
    held = { state, selected: held && equal(held.selected, selected) ? held.selected : selected }
    return held.selected
  }
}
