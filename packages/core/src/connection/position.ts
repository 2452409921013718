import type { RawEvent } from '../transports/transport.ts'

/** How far a stream has come: all that a dial needs to go on there. */
export interface Position {
  /** The last event ID, or the empty string. */
  id: string
  /** The newest event. */
  event: RawEvent | null
  /** Whether a server has accepted: before that there is nothing to go on with. */
  wasOpen: boolean
  /** The IDs that `idOf` gave to the events before the stream opened the last time. */
  seen: ReadonlySet<string>
  /** Those that it gave since. */
  fresh: Set<string> | null
  /** The ID that a transport gives to events without an `id` field. */
  inherited: string
}

const none: ReadonlySet<string> = /* @__PURE__ */ new Set()

/** The position of a stream that begins at an ID. */
export const startAt = (id: string): Position => ({
  id,
  event: null,
  wasOpen: false,
  seen: none,
  fresh: null,
  inherited: '',
})

/** Whether there is something to go on with. */
export const hasBegun = ({ id, wasOpen }: Position): boolean => wasOpen || id !== ''

/** A copy that stays as it is, while the stream goes on for others. */
export const copyOf = (position: Position): Position => ({
  ...position,
  fresh: position.fresh && new Set(position.fresh),
})
