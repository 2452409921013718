import { warnOfNewTransport, warnOfNewUser, warnOfReconnects } from '#development'
import { clientOf } from '../connection/client.ts'
import { start } from '../connection/connect.ts'
import { identityOf, keyOf, numberOf } from '../connection/identity.ts'
import type { StreamIdentity } from '../connection/identity.ts'
import { withDefaults } from '../connection/options.ts'
import type { UrlObject } from '../platform/fetchTypes.ts'
import type { Decoders } from '../store/decode.ts'
import { createEventSource } from '../store/eventSource.ts'
import { endLinger as endLingerOf } from '../store/attachment.ts'
import { clientOfStore, streamOf } from '../store/store.ts'
import type { EventSourceOptions, EventSourceStore } from '../store/store.ts'
import type { UrlOptions } from './source.ts'

/** The options of a component that names a URL: those of a store, without the URL. */
export interface SourceOptions extends UrlOptions {
  readonly events?: Decoders<any> | undefined
}

/** What of a component's options makes another stream when it changes. */
export interface SourceIdentity extends StreamIdentity {
  readonly client: number
  readonly events: string
}

/** A store whose options follow those of a component, which are new objects at each render. */
export interface ComponentSource {
  readonly identity: SourceIdentity | null
  /** The identity as one string, or `null` without a URL: with another key, it has to be another source. */
  readonly key: string | null
  readonly store: EventSourceStore | null
  /** What the component left for this one: it may linger, until this one is left, too. */
  left: ComponentSource | null
  /**
   * Takes over the newest options. Functions and decoders among them count from the next call on,
   * and nothing reconnects.
   */
  update(options: SourceOptions): void
}

type Url = string | UrlObject | null | undefined

/** Returns the key of the source that a component needs. */
export const sourceKeyOf = (url: Url, options: SourceOptions): string | null =>
  url == null ? null : keyOf(sourceIdentityOf(url, options))

function sourceIdentityOf(url: string | UrlObject, options: SourceOptions): SourceIdentity {
  const { body, events } = options
  // A function or object that is written inline is another one at each render, and means the same
  // stream.
  const stable = { ...options, url, body: typeof body === 'string' ? body : undefined }
  return {
    ...identityOf(withDefaults(stable, clientOf(options).defaults)),
    client: numberOf(options.client),
    events: JSON.stringify(Object.keys(events ?? {}).sort()),
  }
}

/**
 * Makes the store of a component, which may have had a `previous` one, or none while there is no
 * URL.
 */
export function createComponentSource(
  url: Url,
  options: SourceOptions,
  previous?: ComponentSource | null,
): ComponentSource {
  const identity = url == null ? null : sourceIdentityOf(url, options)
  const left = previous?.store ? previous : (previous?.left ?? null)
  if (previous?.store) endLingerBefore(previous, identity)
  if (!identity) return { identity, key: null, store: null, left, update() {} }
  const held = Object.assign({ url }, options) as EventSourceOptions<any>
  const { transport } = options
  const store = createEventSource(held)
  const source: ComponentSource = {
    identity,
    key: keyOf(identity),
    store,
    left,
    update(newest) {
      warnOfNewTransport(held, newest)
      warnOfNewUser(identity, held, newest)
      for (const name of Object.keys(held) as (keyof typeof held)[]) {
        if (name !== 'url' && !(name in newest)) delete held[name]
      }
      Object.assign(held, newest, { transport })
    },
  }
  if (isSameRequest(previous, identity)) streamOf(store)!.isHeldBack = true
  else warnOfReconnects(previous, identity)
  return source
}

/**
 * Whether a request that is not GET has changed in its body alone, or in what goes with it. Rendering must
 * not send it again: with a body that is typed, each letter would.
 */
const isSameRequest = (previous: ComponentSource | null | undefined, identity: SourceIdentity) =>
  identity.method !== 'GET' &&
  areAlike(previous?.identity, identity, { body: '', withCredentials: false, events: '' })

/** A component keeps one lingering stream at most: with each letter typed, there would be one more. */
function endLingerBefore(previous: ComponentSource, identity: SourceIdentity | null) {
  const { left } = previous
  previous.left = null
  // The component comes back to it.
  if (!left?.store || areAlike(left.identity, identity, { events: '' })) return
  endLinger(left.store)
}

/** Hangs up what nothing listens to any more, without the rest of its linger. */
export function endLinger(store: EventSourceStore): void {
  const stream = streamOf(store)
  if (stream) endLingerOf(stream)
}

/** Connects a GET that has failed, for a component that is mounted on its store. */
export function retryFailed(store: EventSourceStore): void {
  const joined = streamOf(store)?.joined
  if (joined) start(joined)
}

/** Whether a store waits for `connect()`, because its request must not be sent by rendering. */
export const isHeldBack = (store: EventSourceStore): boolean => streamOf(store)?.isHeldBack === true

/** Calls `listener` when the client of a store is cleared, and returns a function that stops it. */
export const onClear = (store: EventSourceStore, listener: () => void): (() => void) | undefined =>
  clientOfStore(store)?.cleared.add(listener)

/** Whether two identities are the same, but for some of their parts. */
const areAlike = (
  one: SourceIdentity | null | undefined,
  other: SourceIdentity | null,
  but: Partial<SourceIdentity>,
) => keyOf({ ...one, ...but }) === keyOf({ ...other, ...but })
