import type { RawEvent } from '../transports/transport.ts'

/** An event, decoded. */
export interface ServerEvent<Type extends string = string, Data = unknown> extends RawEvent {
  readonly type: Type
  readonly data: Data
}

/** `'*'` stands for any name. */
type NameOf<Type extends string> = Type extends '*' ? string : Type

/** The event of a type, or the union of the events of several types, which `event.type` narrows. */
// `keyof Events & string` has no name of its own, because messages would show that name in place of
// the types. A lookup in a map of all types, and no conditional type: so `EventOf<Events,
// K>['data']` is `Events[K]` for a generic `K`, too.
export type EventOf<Events, Type extends keyof Events & string = keyof Events & string> = {
  [T in keyof Events & string]: ServerEvent<NameOf<T>, Events[T]>
}[Type]
