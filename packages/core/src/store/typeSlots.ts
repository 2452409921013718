import { messageOf } from '#development'
import { createEmitter } from '../connection/emitter.ts'
import type { Emitter } from '../connection/emitter.ts'
import type { RawEvent } from '../transports/transport.ts'
import { wasRefused } from './refusals.ts'
import type { ServerEvent } from './serverEvent.ts'

/** What a store keeps of one event type. */
interface TypeSlot {
  /**
   * As it was declared: the engine finds a decoder faster by this string than by one that was cut
   * out of the stream.
   */
  readonly type: string
  readonly listeners: Emitter<ServerEvent>
  /** The newest event that was read, even if it could not be decoded. */
  raw: RawEvent | null
  /** Whether that one could not be decoded. */
  refused: boolean
  /** The newest event that could. */
  event: ServerEvent | null
}

/** The newest events of a store, by type. */
export interface TypeSlots {
  readonly types: readonly string[]
  /** Returns the slot of a type: its own, or that of `'*'`. */
  get(type: string): TypeSlot | undefined
  /**
   * Returns the listeners of a type, of several types, or of all (`'*'`). In a list, `'*'` stands for
   * the types without a slot of their own.
   *
   * @throws TypeError for a type that was not declared.
   */
  listenersOf(type: string | readonly string[]): readonly Emitter<ServerEvent>[]
  /** The newest event of the types that have a slot of their own. */
  newest(): ServerEvent | null
  /** The newest event of each type: the same object until one of them changes. */
  newestByType(): Readonly<Record<string, ServerEvent>>
  /** Decodes an event, and keeps it if that was possible. */
  read(slot: TypeSlot, raw: RawEvent): void
  /** Ends the calls of listeners that are under way: the store was closed or cleared. */
  halt(): void
  /** How often that was. */
  halts(): number
  /** Forgets all events. */
  clear(): void
  /** Reads what the connection has of each type, oldest first, and this store has not read yet. */
  catchUp(events: readonly RawEvent[]): void
}

/**
 * Makes a slot for each type. `decode` throws when it refuses an event, and `refuse` is called with
 * what it threw. An event whose decoder closes the store is dropped.
 */
export function createTypeSlots(
  types: readonly string[],
  decode: (type: string, raw: RawEvent) => unknown,
  refuse: (raw: RawEvent, error: unknown) => void,
): TypeSlots {
  const slots = new Map(types.map((type) => [type, createSlot(type)]))
  const others = slots.get('*')
  let newest: ServerEvent | null = null
  let halts = 0
  let byType: Readonly<Record<string, ServerEvent>> | null = null

  function read(slot: TypeSlot, raw: RawEvent, quiet = false) {
    slot.raw = raw
    const before = halts
    try {
      const data = decode(slot.type, raw)
      if (halts !== before) return
      slot.event = {
        type: slot === others ? raw.type : slot.type,
        data,
        raw: raw.raw,
        lastEventId: raw.lastEventId,
      }
      byType = null
      if (slot !== others) newest = slot.event
      slot.refused = false
    } catch (error) {
      slot.refused = true
      if (!quiet) refuse(raw, error)
    }
  }

  function slotOf(type: string) {
    return slots.get(type) ?? others
  }

  /** Of several types that `'*'` stands for, only the newest event counts. */
  function newestBySlot(events: readonly RawEvent[]) {
    const newest = new Map<TypeSlot, RawEvent>()
    for (const raw of events) {
      const slot = slotOf(raw.type)
      if (!slot) continue
      // Deleted first, so that it moves to the end.
      newest.delete(slot)
      newest.set(slot, raw)
    }
    return newest
  }

  function collect() {
    // Without a prototype, so that an event may be named 'constructor'.
    const events: Record<string, ServerEvent> = Object.create(null)
    for (const [type, { event }] of slots) if (event) events[type] = event
    return events
  }

  return {
    types,
    get: slotOf,
    listenersOf: (type) =>
      (type === '*' ? types : [type].flat()).map((type) => {
        const slot = slots.get(type)
        if (!slot) throw new TypeError(messageOf('type-undeclared', JSON.stringify(type)))
        return slot.listeners
      }),
    newest: () => newest,
    newestByType: () => (byType ??= collect()),
    read,
    halt() {
      halts++
      for (const { listeners } of slots.values()) listeners.halt()
    },
    halts: () => halts,
    clear() {
      newest = byType = null
      for (const slot of slots.values())
        Object.assign(slot, { raw: null, refused: false, event: null })
    },
    catchUp(events) {
      for (const [slot, raw] of newestBySlot(events)) {
        // Another store has reported this refusal already.
        if (slot.raw !== raw) read(slot, raw, wasRefused(raw))
        // The last one of this loop is the newest of all, whether this store has read it before or
        // not.
        else if (slot !== others && !slot.refused) newest = slot.event
      }
    },
  }
}

const createSlot = (type: string): TypeSlot => ({
  type,
  listeners: createEmitter(),
  raw: null,
  refused: false,
  event: null,
})
