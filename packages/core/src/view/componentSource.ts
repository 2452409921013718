import { warnOfNewTransport, warnOfReconnects } from '#development'
import { identityOf, keyOf } from '../connection/identity.ts'
import type { StreamIdentity } from '../connection/identity.ts'
import type { UrlObject } from '../platform/fetchTypes.ts'
import type { Decoders } from '../store/decode.ts'
import { createEventSource } from '../store/eventSource.ts'
import type { EventSourceOptions, EventSourceStore } from '../store/store.ts'
import type { UrlOptions } from './source.ts'

/** The options of a component that names a URL: those of a store, without the URL. */
export interface SourceOptions extends UrlOptions {
  readonly events?: Decoders<any> | undefined
}

/** What a provider or a plugin may set for every component below it. */
export type SourceDefaults = Omit<UrlOptions, 'until' | 'onInvalid' | 'body' | 'key'>

/** What of a component's options makes another stream when it changes. */
export interface SourceIdentity extends StreamIdentity {
  readonly events: string
}

/** A store whose options follow those of a component, which are new objects at each render. */
export interface ComponentSource {
  readonly identity: SourceIdentity
  /** The identity as one string: with another key, it has to be another source. */
  readonly key: string
  readonly store: EventSourceStore
  /**
   * Takes over the newest options. Functions and decoders among them count from the next call on,
   * and nothing reconnects.
   */
  update(options: SourceOptions): void
}

/** Returns the key of the source that a component needs. */
export const sourceKeyOf = (url: string | UrlObject, options: SourceOptions): string =>
  keyOf(sourceIdentityOf(url, options))

function sourceIdentityOf(url: string | UrlObject, options: SourceOptions): SourceIdentity {
  const { body, events } = options
  // A function or object that is written inline is another one at each render, and means the same
  // stream.
  const stable = { ...options, url, body: typeof body === 'string' ? body : undefined }
  return { ...identityOf(stable), events: JSON.stringify(Object.keys(events ?? {})) }
}

/** Makes the store of a component, which may have had a `previous` one. */
export function createComponentSource(
  url: string | UrlObject,
  options: SourceOptions,
  previous?: ComponentSource | null,
): ComponentSource {
  const held = { ...options, url } as EventSourceOptions<any>
  const identity = sourceIdentityOf(url, options)
  const source: ComponentSource = {
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
