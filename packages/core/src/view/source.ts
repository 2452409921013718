import type { UrlObject } from '../platform/fetchTypes.ts'
import type { Decoders } from '../store/decode.ts'
import type { EventSourceOptions, EventSourceStore } from '../store/store.ts'
import type { keepPrevious } from './keepPrevious.ts'

/** A stream: its URL, a store, or `null` and `undefined` for "not now". */
export type Source = string | UrlObject | EventSourceStore | null | undefined

/** What a URL is read as when the options name no events. */
export type TextMessages = { message: string }

/** What a URL is read as when types are named, but no decoders. */
export type TextEvents = { [type: string]: string }

/**
 * The events of a source: those of its store; for a URL those of the decoders beside it, or `Text`
 * without decoders.
 */
// The text is no default of the type parameter `Events`: with one, the compiler settles for it
// before it looks at a decoder that is written inline, `(raw) => …`. Without one, `Events` is
// `unknown` where there are no decoders.
export type EventsOf<S, Events, Text> =
  NonNullable<S> extends infer Named
    ? [Named] extends [never]
      ? Declared<Events, Text>
      : Named extends EventSourceStore<infer OfStore>
        ? OfStore
        : Declared<Events, Text>
    : never

type Declared<Events, Text> = unknown extends Events ? Text : Events

/** How the events of a URL are read. Beside a store it stays empty. */
export interface EventsOption<Events> {
  /**
   * The event types to listen for, and how to read each of them.
   *
   * @default every type that is named, as text
   */
  readonly events?: Decoders<Events> | undefined
}

/**
 * `EventsOption` for a hook whose listener comes before the decoders, so that a decoder may be
 * looked at too late.
 */
// Then `Events` is `unknown`, and the listener was promised text: decoders that come now are
// refused, rather than not believed.
export type LateEventsOption<Events> = EventsOption<Events> &
  (unknown extends Events ? { readonly events?: undefined } : unknown)

/** The options of the stream that a component names by its URL. */
export interface UrlOptions extends Omit<EventSourceOptions<any>, 'url' | 'events'> {}

/**
 * What a hook takes beside a store: nothing of the stream, whose options belong to
 * `createEventSource`.
 */
export interface StoreOptions {
  readonly events?: never
}

/** How a stream is shown. */
export interface ViewOptions {
  /**
   * The function `keepPrevious`, for events of another stream to stay on the screen until the first
   * of the new one comes.
   *
   * @default they go with their stream
   */
  readonly keepPrevious?: typeof keepPrevious | undefined
}

/** `ForStore` where a source can only be a store, and `ForUrl` otherwise. */
export type OptionsFor<S, ForUrl, ForStore> = [S] extends [null | undefined]
  ? ForUrl
  : [S] extends [EventSourceStore | null | undefined]
    ? ForStore
    : ForUrl

/** Whether a source is a store, and no URL. */
export function isStore(source: unknown): source is EventSourceStore {
  return typeof source === 'object' && source !== null && 'getSnapshot' in source
}
