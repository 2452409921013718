import { report } from '../platform/report.ts'

/** A list of listeners that a listener may change, or break, without harm to the others. */
export interface Emitter<Value> {
  /**
   * How many listeners there are. A method, because an object with a getter costs twice the memory
   * and is slower to call.
   */
  size(): number
  /**
   * Adds a listener, and returns a function that removes it. The same function may be added twice.
   */
  add(listener: (value: Value) => void): () => void
  /** Calls every listener that was there before the call and has not been removed since. */
  emit(value: Value): void
  /** Ends a call that is under way: who was not called yet will not be. */
  halt(): void
}

export function createEmitter<Value>(): Emitter<Value> {
  // Each addition has a box of its own: an empty box is a listener that was removed while we were
  // calling the others.
  type Box = { listener: ((value: Value) => void) | null }
  const boxes = new Set<Box>()
  // The loop runs over a copy, and the copy is kept until the set changes: an array is the cheapest
  // thing to walk.
  let copy: readonly Box[] | null = null
  let halts = 0

  return {
    size: () => boxes.size,
    add(listener) {
      const box: Box = { listener }
      boxes.add(box)
      copy = null
      return () => {
        box.listener = null
        boxes.delete(box)
        copy = null
      }
    },
    emit(value) {
      const before = halts
      for (const box of (copy ??= [...boxes])) {
        if (halts !== before) return
        try {
          box.listener?.(value)
        } catch (error) {
          report(error)
        }
      }
    },
    halt() {
      halts++
    },
  }
}
