import { computed, isReactive, isRef } from 'vue'

/** A value that is read when it is used. */
export interface Held<Value> {
  readonly value: Value
}

/**
 * Whether parameters are given once and for all: none is a ref, a getter or reactive. Then neither a
 * computed nor a watcher is needed, which are most of what a component costs.
 */
export const arePlain = (...given: readonly unknown[]): boolean =>
  given.every((each) => typeof each !== 'function' && !isRef(each) && !isReactive(each))

/** Makes a computed, or its value alone where nothing changes it. */
export const follow = <Value>(isPlain: boolean, read: () => Value): Held<Value> =>
  isPlain ? { value: read() } : computed(read)
