import type { Readable } from '@use-event-source/core'
import { constant, paced } from '@use-event-source/core/adapter'
import { toValue, watch } from 'vue'
import type { MaybeRefOrGetter, ShallowRef } from 'vue'
import { createExternalRef } from './createExternalRef.ts'
import { keyedComputed } from './keyedComputed.ts'
import { arePlain } from './follow.ts'
import { useReadableRef } from './useReadable.ts'

/** The value of a `Readable`. */
export type StateOf<R> = R extends Readable<infer State> ? State : undefined

/** The state of no value, of which nothing is selected. */
const nothing = Symbol('nothing')

/**
 * Reads a value that changes over time, or what `select` makes of it, into a ref that changes when
 * that is not `equal` any more: the first time after a frame immediately, then in the next one. Without a
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
  const none = constant<unknown>(select ? nothing : undefined)
  const followed = keyedComputed(
    arePlain(readable),
    () => [toValue(readable)],
    ([readable]) => paced<unknown>(readable ?? none),
  )
  const state = useReadableRef(followed)
  if (!select) return state as never
  const selectNow = () =>
    state.value === nothing ? undefined : select(state.value as StateOf<NonNullable<R>>)
  let selected: Selected | undefined
  const { ref, trigger } = createExternalRef(() => selected, selectNow)
  // Watched, so that what else `select` reads counts as well.
  watch(
    selectNow,
    (next, previous) => {
      if (previous !== undefined && next !== undefined && equal(previous, next)) return
      selected = next
      trigger()
    },
    { immediate: true, flush: 'sync' },
  )
  return ref as never
}
