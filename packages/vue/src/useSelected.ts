import type { Decoders, Snapshot, ViewOptions } from '@use-event-source/core'
import { isReactive, isRef, shallowRef, toValue, watch } from 'vue'
import type { MaybeRefOrGetter, ShallowRef } from 'vue'

/** Reads what `select` makes of a snapshot, into a ref that changes when that is not `equal` any more. */
export function useSelected<D extends Decoders, Selected>(
  snapshot: Readonly<ShallowRef<Snapshot<D>>>,
  options: MaybeRefOrGetter<ViewOptions<D, Selected>>,
): Readonly<ShallowRef<Selected | undefined>> {
  const selected = shallowRef<Selected>()
  const canSelect = isRef(options) || typeof options === 'function' || isReactive(options) || 'select' in options
  if (!canSelect) return selected

  function pick(next: Selected | undefined) {
    const { equal = Object.is } = toValue(options)
    const kept = selected.value
    if (kept === undefined || next === undefined || !equal(kept, next)) selected.value = next
  }
  // On its own, so that what else `select` reads counts as well.
  watch(() => toValue(options).select?.(snapshot.value), pick, { immediate: true, flush: 'sync' })
  return selected
}
