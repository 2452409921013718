import type { Readable } from '@use-event-source/core'
import { constant } from '@use-event-source/core/adapter'
import { shallowReadonly, shallowRef, toValue, watch } from 'vue'
import type { MaybeRefOrGetter, ShallowRef } from 'vue'
import { useReadable } from './useReadable.ts'

/** The value of a `Readable`. */
export type StateOf<R> = R extends Readable<infer State> ? State : undefined

/** The state of no value, of which nothing is selected. */
const nothing = Symbol('nothing')

/**
 * Reads a value that changes over time, or what `select` makes of it, into a ref that changes when
 * that is not `equal` any more: immediately after a pause, then at most once per frame. Without a
 * value it holds `undefined`.
 *
 * @example
 * const bid = useSnapshot(prices, ({ latest }) => latest.price?.data.bid)
 */
export function useSnapshot<
  R extends Readable<unknown> | null | undefined,
  Selected = StateOf<NonNullable<R>>,
>(
  readable: MaybeRefOrGetter<R>,
  select?: (state: StateOf<NonNullable<R>>) => Selected,
  equal: (previous: Selected, next: Selected) => boolean = Object.is,
): Readonly<ShallowRef<R extends null | undefined ? undefined : Selected>> {
  const none = select ? nothing : undefined
  const state = useReadable<unknown>(() => toValue(readable) ?? constant(none))
  if (!select) return state as never
  const selected = shallowRef<Selected | undefined>()
  // Watched, so that what else `select` reads counts as well.
  watch(
    () => (state.value === nothing ? undefined : select(state.value as StateOf<NonNullable<R>>)),
    (next, previous) => {
      if (previous === undefined || next === undefined || !equal(previous, next))
        selected.value = next
    },
    { immediate: true, flush: 'sync' },
  )
  return shallowReadonly(selected) as never
}
