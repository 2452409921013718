import { explain } from '#development'
import type { RawEvent } from '../transports/transport.ts'

/** The part of a Standard Schema (zod, valibot, arktype …) that we need. @see https://standardschema.dev */
export interface StandardSchema<Output = unknown> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined
  }
}

type SchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly { readonly message: string }[] }

/** Reads the data of an event: a function of the raw text, or a schema for the JSON in it. A decoder refuses by throwing. */
export type Decoder<Data = unknown> = ((raw: string) => Data) | StandardSchema<Data>

/** The event types to listen for, and how to read each of them. */
export type Decoders = Readonly<Record<string, Decoder>>

/** What a decoder makes of an event. */
export type Decoded<D> = D extends { readonly '~standard': { readonly types?: infer Types } }
  ? NonNullable<Types> extends { readonly output: infer Output }
    ? Output
    : unknown
  : D extends (raw: string) => infer Data
    ? Data
    : never

/** Reads the data as it came. */
export const text = (raw: string): string => raw

/** Reads the data as JSON, and takes your word for its type; give a schema instead to have it checked. */
export const json = <Data>(): ((raw: string) => Data) => JSON.parse as (raw: string) => Data

/**
 * Decodes the data of one event.
 *
 * @throws whatever the decoder throws, or a TypeError with what the schema says.
 */
export function decode(decoder: Decoder, raw: string): unknown {
  // A schema may be callable too (arktype), so this question comes first.
  if (!('~standard' in decoder)) return decoder(raw)
  const result = decoder['~standard'].validate(JSON.parse(raw))
  if ('then' in result) throw new TypeError(explain('schema-asynchronous'))
  if (result.issues) throw new TypeError(result.issues.map((issue) => issue.message).join('; '))
  return result.value
}

/** Makes a `decode` that remembers what each decoder made of its last event: its readers are called one after the other. */
export function createSharedDecode(): (event: RawEvent, decoder: Decoder) => unknown {
  // Weak, because a decoder that is written inline is another one at each render.
  const outcomes = new WeakMap<Decoder, Outcome>()
  return (event, decoder) => {
    let outcome = outcomes.get(decoder)
    if (!outcome) outcomes.set(decoder, (outcome = { event: null, refused: false, value: null }))
    if (outcome.event !== event) {
      try {
        outcome.value = decode(decoder, event.raw)
        outcome.refused = false
      } catch (error) {
        outcome.value = error
        outcome.refused = true
      }
      outcome.event = event
    }
    if (outcome.refused) throw outcome.value
    return outcome.value
  }
}

/** What a decoder made of an event. Written over by the next one: to make another for each event would cost more. */
interface Outcome {
  event: RawEvent | null
  refused: boolean
  /** The data, or what was thrown when it was refused. */
  value: unknown
}
