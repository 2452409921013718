import type { Decoded, Decoders } from './decode.ts'
import type { RawEvent } from '../transports/transport.ts'

/** An event, decoded. */
export interface ServerEvent<Type extends string = string, Data = unknown> extends RawEvent {
  readonly type: Type
  readonly data: Data
}

/** The event that a decoder of `D` makes of type `K`. */
export type EventOf<D extends Decoders, K extends keyof D = keyof D> = {
  [T in K & string]: ServerEvent<T, Decoded<D[T]>>
}[K & string]
