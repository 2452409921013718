import type { Decoders } from './decode.ts'
import { createEventSource } from './eventSource.ts'
import type { EventSourceOptions, EventSourceStore } from './store.ts'

/** The options of a component that names a URL: those of a store, without the URL. */
export type SourceOptions<D extends Decoders> = Omit<EventSourceOptions<D>, 'url'>

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

export function createLiveSource<D extends Decoders>(url: string | URL, options: SourceOptions<D>): LiveSource<D> {
  const live: EventSourceOptions<D> = { ...options, url }
  return {
    key: liveKeyOf(url, options),
    store: createEventSource(live),
    renew(newest) {
      for (const name of Object.keys(live) as (keyof typeof live)[]) {
        if (name !== 'url' && !(name in newest)) delete live[name]
      }
      Object.assign(live, newest)
    },
  }
}

/** Tells a store from a URL. */
export function isStore<D extends Decoders>(source: unknown): source is EventSourceStore<D> {
  return typeof source === 'object' && source !== null && 'getSnapshot' in source
}
