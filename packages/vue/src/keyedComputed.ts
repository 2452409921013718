import { computed } from 'vue'
import type { ComputedRef } from 'vue'

/**
 * Is a computed that makes a new value for a new key only. What else `make` reads may change, and
 * the value stays: a plain computed would begin a state from nothing for an option that has nothing
 * to do with it, and in Vue 3.3 whenever a part of the key is computed again, even to the same.
 */
export function keyedComputed<Key extends readonly unknown[], Value>(
  key: () => readonly [...Key],
  make: (key: readonly [...Key], previous: Value | undefined) => Value,
): ComputedRef<Value> {
  let held: { readonly key: readonly [...Key]; readonly value: Value } | undefined
  return computed(() => {
    const newest = key()
    if (!held?.key.every((part, i) => Object.is(part, newest[i])))
      held = { key: newest, value: make(newest, held?.value) }
    return held.value
  })
}
