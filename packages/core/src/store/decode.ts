import { announceDecoded, messageOf } from '#development'
import { isPromise } from '../platform/isPromise.ts'
import type { RawEvent } from '../transports/transport.ts'

/**
 * The part of a Standard Schema (zod, valibot, arktype …) that is used here.
 *
 * @see https://standardschema.dev
 */
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

/**
 * Reads the data of an event: a function of the raw text, or a schema for the JSON in it. A decoder
 * refuses by throwing.
 */
export type Decoder<Data = unknown> = StandardSchema<Data> | ((raw: string) => Weakly<Data>)

/**
 * `Data`, inferred with a lower priority: a schema of arktype can be called too, and then its
 * output is the data.
 */
type Weakly<Data> = Data & ([Data] extends [unknown] ? unknown : never)

/**
 * The event types to listen for, and how to read each of them: `Events` maps a type to its data.
 */
export type Decoders<Events> = { readonly [Type in keyof Events]: Decoder<Events[Type]> }

/** Reads the data as text. */
export const text = (raw: string): string => raw

/**
 * Reads the data as JSON: `json` as `unknown`, `json<Price>()` as a `Price`, unchecked. Use a
 * schema instead to have it checked.
 */
export function json<Data = unknown>(): (raw: string) => Data
export function json(raw: string): unknown
export function json(raw?: string): unknown {
  return raw === undefined ? json : JSON.parse(raw)
}

/**
 * Decodes the data of one event.
 *
 * @throws whatever the decoder throws, or a TypeError with what the schema says, or for a promise.
 */
export function decodeData(decoder: Decoder, raw: string): unknown {
  // A schema may be callable too (arktype), so this question comes first.
  if (!('~standard' in decoder)) return synchronous(decoder(raw))
  const result = synchronous(decoder['~standard'].validate(JSON.parse(raw)))
  if (result.issues) throw new TypeError(result.issues.map((issue) => issue.message).join('; '))
  return result.value
}

/** Returns what a decoder answered, and refuses a promise: events are decoded in order. */
function synchronous<Answer>(answer: Answer): Exclude<Answer, PromiseLike<unknown>> {
  if (isPromise(answer)) throw new TypeError(messageOf('decoder-asynchronous'))
  return answer as Exclude<Answer, PromiseLike<unknown>>
}

/**
 * What a decoder made of an event. Overwritten by the next one: another object for each event would
 * cost more.
 */
interface Outcome {
  event: RawEvent | null
  refused: boolean
  /** The data, or the error when it was refused. */
  value: unknown
}

// Weak, because a decoder that is written inline is another one at each render.
const outcomes = /* @__PURE__ */ new WeakMap<Decoder, Outcome>()

/**
 * Decodes an event once for all stores that share its connection and its decoder: they are called
 * one after the other. The outcome holds until the next call.
 */
export function decodeOnce(decoder: Decoder, event: RawEvent): Readonly<Outcome> {
  let outcome = outcomes.get(decoder)
  if (!outcome) outcomes.set(decoder, (outcome = { event: null, refused: false, value: null }))
  if (outcome.event !== event) {
    outcome.event = event
    try {
      outcome.value = decodeData(decoder, event.raw)
      outcome.refused = false
    } catch (error) {
      outcome.value = error
      outcome.refused = true
    }
    announceDecoded(event, outcome)
  }
  return outcome
}
