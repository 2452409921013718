import type { Emitter } from '../connection/emitter.ts'
import { createEmitter } from '../connection/emitter.ts'
import type { Gap } from '../connection/consumers.ts'
import type { RawEvent } from '../transports/transport.ts'
import { createHeldEvents } from './heldEvents.ts'
import type { Held } from './heldEvents.ts'
import type { ServerEvent } from './serverEvent.ts'

/** Where something goes: the emitter of its listeners, and what they are called with. */
export interface Parcel<Value = ServerEvent | Gap> {
  readonly to: Emitter<Value>
  readonly value: Value
}

/** The store that a delivery is for. */
export interface Receiver {
  isListening(): boolean
  /** Hands an event to its listeners. Returns what a listener gets that comes a moment later. */
  deliver(event: RawEvent, isHeld: boolean): Parcel<ServerEvent> | null
  readonly gaps: Emitter<Gap>
}

/** Hands over what comes to a store: immediately while something listens, and otherwise later. */
export interface Delivery {
  receive(event: RawEvent): void
  resumed(gap: Gap): void
  /** Hands over what was held, because something listens again. */
  resume(): void
  /**
   * Hands what was held to one more listener: those that come back in the same task, such as the
   * effects of one component, all get it.
   */
  catchUp<Value>(emitters: readonly Emitter<Value>[], listener: (value: Value) => void): void
  /**
   * How many events and gaps were handed over: what listens to a part of the time finds out whether
   * it has missed any.
   */
  count(): number
  /** A listener leaves: one that comes later in this task has been served already. */
  left(): void
  /** Whether something is held. */
  holds(): boolean
  /** Drops what is held. */
  clear(): void
}

export function createDelivery({ isListening, deliver, gaps }: Receiver): Delivery {
  const held = createHeldEvents()
  let isResuming = false
  let count = 0
  let recent: Parcel<any>[] = []

  /** Whether something has to wait, so that the order is kept. */
  const mustWait = () => isResuming || !held.isEmpty() || !isListening()

  function handOver({ event, gap }: Held) {
    count++
    if (gap) gaps.emit(gap)
    const parcel = gap ? { to: gaps, value: gap } : deliver(event, true)
    if (parcel) recent.push(parcel)
  }

  function resume() {
    if (isResuming || held.isEmpty()) return
    isResuming = true
    if (recent.length === 0) queueMicrotask(() => (recent = []))
    while (isListening()) {
      const item = held.take()
      if (!item) break
      handOver(item)
    }
    isResuming = false
  }

  return {
    receive(event) {
      if (mustWait()) return held.add({ event })
      count++
      deliver(event, false)
    },
    resumed(gap) {
      if (mustWait()) return held.add({ gap })
      count++
      gaps.emit(gap)
    },
    resume,
    catchUp(emitters, listener) {
      if (recent.length === 0) return
      const latecomer = createEmitter<any>()
      latecomer.add(listener)
      // It is emptied when the listener closes the store.
      for (const { to, value } of recent) if (emitters.includes(to)) latecomer.emit(value)
    },
    count: () => count,
    left() {
      recent = []
    },
    holds: () => !held.isEmpty(),
    clear() {
      held.clear()
      recent.length = 0
    },
  }
}
