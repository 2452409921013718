import { report } from '../platform/report.ts'

/** What ends the calls that its emitters have under way, such as a store that is closed. */
export interface Halting {
  /** How often it did: what was not called yet will not be. */
  readonly halts: number
}

/**
 * One addition of a listener. An empty box is a listener that was removed while the others were
 * called.
 */
interface Box<Value> {
  listener: ((value: Value) => void) | null
}

const never: Halting = { halts: 0 }

/** A list of listeners that a listener may change, or break, without harm to the others. */
export class Emitter<Value = void> {
  private readonly owner: Halting
  // Made for the first listener: most event types of a store have none.
  private boxes: Set<Box<Value>> | undefined
  // The loop runs over a copy, and the copy is kept until the set changes: an array is the cheapest
  // thing to walk.
  private copy: readonly Box<Value>[] | null = null

  constructor(owner: Halting = never) {
    this.owner = owner
  }

  /** How many listeners there are. */
  size(): number {
    return this.boxes?.size ?? 0
  }

  /**
   * Adds a listener, and returns a function that removes it. The same function may be added twice.
   */
  add(listener: (value: Value) => void): () => void {
    const box: Box<Value> = { listener }
    const boxes = (this.boxes ??= new Set())
    boxes.add(box)
    this.copy = null
    return () => {
      box.listener = null
      boxes.delete(box)
      this.copy = null
    }
  }

  /** Calls every listener that was there before the call and has not been removed since. */
  emit(value: Value): void {
    const { owner } = this
    const { halts } = owner
    for (const box of (this.copy ??= [...(this.boxes ?? [])])) {
      if (owner.halts !== halts) return
      callListener(box.listener, value)
    }
  }
}

/** Calls a listener, and reports what it throws. */
export function callListener<Value>(listener: ((value: Value) => void) | null, value: Value): void {
  try {
    listener?.(value)
  } catch (error) {
    report(error)
  }
}
