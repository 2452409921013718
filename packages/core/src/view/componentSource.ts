import { checkRenewal, noteRedial } from '#development'
import type { Decoders } from '../store/decode.ts'
import { createEventSource } from '../store/eventSource.ts'
import type { Snapshot } from '../store/snapshot.ts'
import type { EventSourceOptions, EventSourceStore } from '../store/store.ts'

/** The options of a component that names a URL: those of a store, without the URL. */
export type SourceOptions<D extends Decoders> = Omit<EventSourceOptions<D>, 'url'>

/** What a provider or a plugin may set for every component below it. */
export type SourceDefaults = Partial<Omit<SourceOptions<Decoders>, 'events' | 'until' | 'onInvalid' | 'body' | 'key'>>

/** How a component wants a stream to be shown. */
export interface ViewOptions<D extends Decoders, Selected = undefined> {
  /** Whether the events of another stream stay on the screen until the first of the new one comes. @default false */
  readonly keepPrevious?: boolean | undefined
  /** Derives a value, `selected`, from the newest state and events. */
  readonly select?: ((snapshot: Snapshot<D>) => Selected) | undefined
  /** Tells whether a derived value is still the same. @default Object.is */
  readonly equal?: ((previous: Selected, next: Selected) => boolean) | undefined
}

/** A store whose options follow those of a component, which are new objects at each render. */
export interface LiveSource<D extends Decoders> {
  /** What made this store: with another key, it has to be another one. */
  readonly key: string
  readonly store: EventSourceStore<D>
  /** Hands over the newest options. Functions and decoders among them count from the next call on, and nothing is redialled. */
  renew(options: SourceOptions<D>): void
}

/** Returns what of a component's options makes another stream when it changes. */
export function liveKeyOf(url: string | URL, options: SourceOptions<Decoders>): string {
  const { method = 'GET', withCredentials = false, body, key = '', events } = options
  const asked = typeof body === 'string' ? body : ''
  return JSON.stringify([String(url), method.toUpperCase(), withCredentials, asked, key, Object.keys(events ?? {})])
}

/** Makes the store of a component, which may have had a `previous` one. */
export function createLiveSource<D extends Decoders>(
  url: string | URL,
  options: SourceOptions<D>,
  previous?: LiveSource<D> | null,
): LiveSource<D> {
  const live: EventSourceOptions<D> = { ...options, url }
  const source: LiveSource<D> = {
    key: liveKeyOf(url, options),
    store: createEventSource(live),
    renew(newest) {
      checkRenewal(live, newest)
      for (const name of Object.keys(live) as (keyof typeof live)[]) {
        if (name !== 'url' && !(name in newest)) delete live[name]
      }
      Object.assign(live, newest)
    },
  }
  if (previous) noteRedial(previous, source)
  return source
}

/** Tells a store from a URL. */
export function isStore<D extends Decoders>(source: unknown): source is EventSourceStore<D> {
  return typeof source === 'object' && source !== null && 'getSnapshot' in source
}
