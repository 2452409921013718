import { messageOf } from '#development'
import { Emitter } from '../connection/emitter.ts'
import type { Halting } from '../connection/emitter.ts'
import type { RawEvent } from '../transports/transport.ts'
import { decodeOnce } from './decode.ts'
import type { Decoders } from './decode.ts'
import { tellRefused, wasRefused } from './refusals.ts'
import type { OnInvalid } from './refusals.ts'
import type { ServerEvent } from './serverEvent.ts'

/** How events are read. Asked for each of them, so that it may change. */
export interface ReadingOptions {
  readonly events: Decoders<any>
  readonly onInvalid?: OnInvalid | undefined
}

/** What a store keeps of one event type. */
export interface TypeSlot {
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

/** The store that the slots belong to: when it is closed or cleared, the calls of listeners end. */
export interface SlotOwner extends Halting {
  readonly given: ReadingOptions
  readonly slots: ReadonlyMap<string, TypeSlot>
  /** The newest event of the types that have a slot of their own. */
  newest: ServerEvent | null
  /** The newest event of each type, once it was asked for. */
  byType: Readonly<Record<string, ServerEvent>> | null
}

/** Makes a slot for each type. */
export const createSlots = (types: readonly string[], owner: Halting): SlotOwner['slots'] =>
  new Map(
    types.map((type) => [
      type,
      { type, listeners: new Emitter(owner), raw: null, refused: false, event: null },
    ]),
  )

/** Returns the slot of a type: its own, or that of `'*'`. */
export const slotOf = ({ slots }: SlotOwner, type: string): TypeSlot | undefined =>
  slots.get(type) ?? slots.get('*')

/**
 * Returns the listeners of a type, of several types, or of all (`'*'`). In a list, `'*'` stands for
 * the types without a slot of their own.
 *
 * @throws TypeError for a type that was not declared.
 */
export const listenersOf = (
  { slots }: SlotOwner,
  type: string | readonly string[],
): readonly Emitter<ServerEvent>[] =>
  (type === '*' ? [...slots.keys()] : [type].flat()).map((type) => {
    const slot = slots.get(type)
    if (!slot) throw new TypeError(messageOf('type-undeclared', JSON.stringify(type)))
    return slot.listeners
  })

// One for all stores without events: an object of this kind takes much memory.
const noEvents = /* @__PURE__ */ Object.create(null) as NonNullable<SlotOwner['byType']>

/** Returns the newest event of each type: the same object until one of them changes. */
export function newestByType(owner: SlotOwner): Readonly<Record<string, ServerEvent>> {
  if (owner.byType) return owner.byType
  let byType: Record<string, ServerEvent> | undefined
  for (const [type, { event }] of owner.slots)
    // Without a prototype, so that an event may be named 'constructor'.
    if (event) (byType ??= Object.create(null) as Record<string, ServerEvent>)[type] = event
  return (owner.byType = byType ?? noEvents)
}

/**
 * Decodes an event, and keeps it if that was possible. One whose decoder closes the store is
 * dropped.
 */
export function readInto(slot: TypeSlot, raw: RawEvent, owner: SlotOwner, quiet = false): void {
  const { given, halts } = owner
  const isOther = slot.type === '*'
  slot.raw = raw
  const { refused, value } = decodeOnce(given.events[slot.type]!, raw)
  slot.refused = refused
  if (refused) {
    if (!quiet) tellRefused(raw, value, given.onInvalid)
  } else if (owner.halts === halts) {
    const type = isOther ? raw.type : slot.type
    slot.event = { type, data: value, raw: raw.raw, lastEventId: raw.lastEventId }
    owner.byType = null
    if (!isOther) owner.newest = slot.event
  }
}

/** Forgets all events. */
export function clearSlots(owner: SlotOwner): void {
  owner.newest = owner.byType = null
  for (const slot of owner.slots.values())
    Object.assign(slot, { raw: null, refused: false, event: null })
}

/** Reads what the connection has of each type, oldest first, and this store has not read yet. */
export function readNewest(owner: SlotOwner, events: readonly RawEvent[]): void {
  // Of several types that `'*'` stands for, only the newest event counts.
  const newest = new Map<TypeSlot, RawEvent>()
  for (const raw of events) {
    const slot = slotOf(owner, raw.type)
    if (!slot) continue
    // Deleted first, so that it moves to the end.
    newest.delete(slot)
    newest.set(slot, raw)
  }
  for (const [slot, raw] of newest) {
    // Another store has reported this refusal already.
    if (slot.raw !== raw) readInto(slot, raw, owner, wasRefused(raw))
    // The last one of this loop is the newest of all, whether this store has read it before or not.
    else if (slot.type !== '*' && !slot.refused) owner.newest = slot.event
  }
}
