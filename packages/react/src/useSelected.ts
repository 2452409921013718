import { constant, paced } from '@use-event-source/core'
import type { Readable } from '@use-event-source/core'
import { useInsertionEffect, useMemo, useSyncExternalStore } from 'react'
import { useKeyed } from './useKeyed.ts'

/**
 * Reads what `select` makes of a value that changes over time, and renders when that is not `equal` any more. Without
 * `select` there is nothing to subscribe to.
 */
export function useSelected<State, Selected>(
  readable: Readable<State>,
  select: ((state: State) => Selected) | undefined,
  equal: (previous: Selected, next: Selected) => boolean = Object.is,
): Selected | undefined {
  const stage = useKeyed(select ? readable : null, (previous?: Stage<State, Selected> | null) => {
    // What is on the screen stays known when the value is another one, or `select` is new at each render.
    return select ? { paced: paced(readable), shown: previous?.shown ?? { current: null } } : null
  })
  const { subscribe, getSnapshot, getInitialSnapshot } = useMemo(
    () => (stage && select ? selecting(stage, select, equal) : nothing),
    [stage, select, equal],
  )
  const selected = useSyncExternalStore(subscribe, getSnapshot, getInitialSnapshot)
  useInsertionEffect(() => {
    if (stage) Object.assign(stage.shown, { current: { selected } })
  })
  return selected
}

const nothing: Readable<undefined> = constant(undefined)

/** A value at the pace of the screen, and what was selected from it, or from the one before it, for the screen. */
interface Stage<State, Selected> {
  readonly paced: Readable<State>
  readonly shown: { readonly current: Shown<Selected> }
}

type Shown<Selected> = { readonly selected: Selected } | null

function selecting<State, Selected>(
  { paced, shown }: Stage<State, Selected>,
  select: (state: State) => Selected,
  equal: (previous: Selected, next: Selected) => boolean,
): Readable<Selected> {
  return {
    getSnapshot: remember(paced.getSnapshot, select, equal, shown),
    getInitialSnapshot: remember(paced.getInitialSnapshot, select, equal, shown),
    subscribe: paced.subscribe,
  }
}

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
