import { isReactive, isRef } from 'vue'

/** A value that is read when it is used: a computed where it may change, and otherwise the value alone. */
export interface Held<Value> {
  readonly value: Value
}

/**
 * Whether parameters are given once and for all: none is a ref, a getter or reactive. Then neither a
 * computed nor a watcher is needed, which cost the most of a thousand components.
 */
export const arePlain = (...given: readonly unknown[]): boolean =>
  given.every((each) => typeof each !== 'function' && !isRef(each) && !isReactive(each))
