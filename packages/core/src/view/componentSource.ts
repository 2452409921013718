import { warnOfNewTransport, warnOfReconnects } from '#development'
import { identityOf, keyOf } from '../connection/identity.ts'
import type { StreamIdentity } from '../connection/identity.ts'
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

/** What of a component's options makes another stream when it changes. */
export interface SourceIdentity extends StreamIdentity {
  readonly events: string
}

/** A store whose options follow those of a component, which are new objects at each render. */
export interface ComponentSource<D extends Decoders> {
  readonly identity: SourceIdentity
  /** The identity as one string: with another key, it has to be another source. */
  readonly key: string
  readonly store: EventSourceStore<D>
  /** Takes over the newest options. Functions and decoders among them count from the next call on, and nothing reconnects. */
  update(options: SourceOptions<D>): void
}

/** Returns the key of the source that a component needs. */
export const sourceKeyOf = (url: string | URL, options: SourceOptions<Decoders>): string =>
  keyOf(sourceIdentityOf(url, options))

function sourceIdentityOf(url: string | URL, options: SourceOptions<Decoders>): SourceIdentity {
  const { body, events } = options
  // A function or object that is written inline is another one at each render, and means the same stream.
  const stable = { ...options, url, body: typeof body === 'string' ? body : undefined }
  return { ...identityOf(stable), events: JSON.stringify(Object.keys(events ?? {})) }
}

/** Makes the store of a component, which may have had a `previous` one. */
export function createComponentSource<D extends Decoders>(
  url: string | URL,
  options: SourceOptions<D>,
  previous?: ComponentSource<D> | null,
): ComponentSource<D> {
  const held: EventSourceOptions<D> = { ...options, url }
  const identity = sourceIdentityOf(url, options)
  const source: ComponentSource<D> = {
    identity,
    key: keyOf(identity),
    store: createEventSource(held),
    update(newest) {
      warnOfNewTransport(held.transport, newest.transport)
      for (const name of Object.keys(held) as (keyof typeof held)[]) {
        if (name !== 'url' && !(name in newest)) delete held[name]
      }
      Object.assign(held, newest)
    },
  }
  if (previous) warnOfReconnects(previous, source)
  return source
}

/** Whether a source is a store, and no URL. */
export function isStore<D extends Decoders>(source: unknown): source is EventSourceStore<D> {
  return typeof source === 'object' && source !== null && 'getSnapshot' in source
}
