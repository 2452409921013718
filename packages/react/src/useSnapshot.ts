'use client'

import type { Readable } from '@use-event-source/core'
import { constant, paced } from '@use-event-source/core/adapter'
import { useInsertionEffect, useMemo, useSyncExternalStore } from 'react'
import { useKeyed } from './useKeyed.ts'

/** The value of a `Readable`. */
export type StateOf<R> = R extends Readable<infer State> ? State : undefined

/**
 * Reads a value that changes over time, or what `select` makes of it, and renders when that is not
 * `equal` any more: the first time after a frame immediately, then in the next one. Without a value it is
 * `undefined`.
 *
 * @example
 * const bid = useSnapshot(prices, ({ latest }) => latest.price?.data.bid)
 */
export function useSnapshot<
  R extends Readable<unknown> | null | undefined,
  Selected = StateOf<NonNullable<R>>,
>(
  readable: R,
  select?: (state: StateOf<NonNullable<R>>) => Selected,
  equal: (previous: Selected, next: Selected) => boolean = Object.is,
): R extends null | undefined ? undefined : Selected {
  const stage = useKeyed(readable ?? null, (previous?: Stage<Selected>): Stage<Selected> => ({
    source: paced((readable ?? constant(undefined)) as Readable<StateOf<NonNullable<R>>>),
    // What is on the screen stays known when the value is another one, or `select` is new at each
    // render.
    shown: previous?.shown ?? { current: null },
  }))
  const selection = useMemo(
    () => (select && readable ? selecting(stage, select as Select<Selected>, equal) : stage.source),
    [stage, readable, select, equal],
  )
  const selected = useSyncExternalStore(
    selection.subscribe,
    selection.getSnapshot,
    selection.getInitialSnapshot,
  )
  useInsertionEffect(() => {
    Object.assign(stage.shown, { current: { selected } })
  })
  return selected as R extends null | undefined ? undefined : Selected
}

type Select<Selected> = (state: unknown) => Selected

/**
 * A value at the pace of the screen, and what was selected from it, or from the one before it, for
 * the screen.
 */
interface Stage<Selected> {
  readonly source: Readable<unknown>
  readonly shown: { readonly current: Shown<Selected> }
}

type Shown<Selected> = { readonly selected: Selected } | null

function selecting<Selected>(
  { source, shown }: Stage<Selected>,
  select: Select<Selected>,
  equal: (previous: Selected, next: Selected) => boolean,
): Readable<Selected> {
  /** Selects again only from another state, and keeps the selection as long as it is equal. */
  function remember(read: () => unknown): () => Selected {
    let state: unknown
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
  return {
    getSnapshot: remember(source.getSnapshot),
    getInitialSnapshot: remember(source.getInitialSnapshot),
    subscribe: source.subscribe,
  }
}
