import { follow } from './follow.ts'
import type { Held } from './follow.ts'

/**
 * Is a computed that makes a new value for a new key only. What else `make` reads may change, and
 * the value stays: a plain computed would begin a state from nothing for an option that has nothing
 * to do with it, and in Vue 3.3 whenever a part of the key is computed again, even to the same.
 *
 * A key that never changes, `isPlain`, needs no computed.
 */
export function keyedComputed<Key extends readonly unknown[], Value>(
  isPlain: boolean,
  key: () => readonly [...Key],
  make: (key: readonly [...Key], previous: Value | undefined) => Value,
): Held<Value> {
  let held: { readonly key: readonly [...Key]; readonly value: Value } | undefined
  return follow(isPlain, () => {
    const newest = key()
    if (!held?.key.every((part, i) => Object.is(part, newest[i])))
      held = { key: newest, value: make(newest, held?.value) }
    return held.value
  })
}
