import { announceStore, checkOptions } from '#development'
import { clientOf } from '../connection/client.ts'
import type { Client } from '../connection/client.ts'
import type { Gap } from '../connection/consumers.ts'
import type { ConnectionOptions } from '../connection/options.ts'
import type { AbortSignalLike } from '../platform/fetchTypes.ts'
import { resolveUrl } from '../platform/url.ts'
import type { RawEvent, SourceResponse, Transport } from '../transports/transport.ts'
import { checkAbsence } from './absence.ts'
import { connect, showNewest } from './attachment.ts'
import type { Decoders } from './decode.ts'
import { receive } from './delivery.ts'
import { closeStream } from './leaving.ts'
import { addListener, listen } from './listen.ts'
import type { Readable } from './readable.ts'
import type { EventOf } from './serverEvent.ts'
import type { OnInvalid } from './refusals.ts'
import { responseOf, snapshotOf } from './snapshotOf.ts'
import type { Snapshot } from './snapshot.ts'
import { isShown, Stream, tell } from './stream.ts'
import { listenersOf } from './typeSlots.ts'
import type { Until } from './until.ts'

export interface EventSourceOptions<Events> extends ConnectionOptions {
  /**
   * The event types to listen for, and how to read each of them. `'*'` reads every type that has no
   * decoder of its own.
   */
  readonly events: Decoders<Events>
  /**
   * Sees every event before it is decoded, and ends the stream by answering `true`, `'after'` that
   * event is delivered, or with a `{ failure }`. An end of the stream before that is shown as a
   * failure with `complete: false`.
   */
  readonly until?: Until | undefined
  /**
   * Called with every event that its decoder refused, once for each event, even if several
   * components pass the same function.
   *
   * @default writes the error to the console
   */
  readonly onInvalid?: OnInvalid | undefined
  /** Closes the stream when it is aborted, for good. */
  readonly signal?: AbortSignalLike | undefined
}

/**
 * A stream of server-sent events. `Events` maps each event type to its data: `EventSourceStore<{
 * price: Price; halt: Halt }>`. Without it, any stream: a component that takes `{ source:
 * EventSourceStore }` takes every store.
 */
export interface EventSourceStore<Events = any> extends Readable<Snapshot<Events>> {
  /** The event types that it listens for. */
  readonly types: readonly (keyof Events & string)[]
  /**
   * What the server answered, while the stream is open; `null` otherwise, and where the transport
   * does not see it.
   */
  readonly response: SourceResponse | null
  /**
   * Calls `listener` for every event of a type, of several types, or of all (`'*'`), exactly once
   * and in order. Returns a function that stops it. The first listener connects, and the last one
   * disconnects. In a list, `'*'` stands for the types without a decoder of their own.
   *
   * @throws TypeError for a type that is not among the `events`.
   */
  on<Type extends keyof Events & string = keyof Events & string>(
    type: Type | readonly Type[] | '*',
    listener: (event: EventOf<Events, Type>) => void,
  ): () => void
  /** Calls `listener` each time the stream is back after a loss, before the events that follow. */
  onGap(listener: (gap: Gap) => void): () => void
  /** Connects immediately: after `close()`, after a failure, or instead of waiting. */
  connect(): void
  /** Ends the stream for every listener of this store, until `connect()`. */
  close(): void
}

/** Where a store has its stream, and what shows the store, too. */
export const streamKey: unique symbol = Symbol()

interface OfStream {
  readonly [streamKey]?: Stream | undefined
}

/** Returns the stream of a store, also for what shows one, such as at the pace of the screen. */
export const streamOf = (store: object): Stream | undefined => (store as OfStream)[streamKey]

/** Returns the client of a store, which may be another one at each call. */
export function clientOfStore(store: object): Client | undefined {
  const stream = streamOf(store)
  return stream && clientOf(stream.given)
}

/** The stream of a store, as its connection calls it. */
class StoreStream extends Stream {
  receive(event: RawEvent): void {
    receive(this, event)
  }

  resumed(gap: Gap): void {
    if (!this.isCovered) receive(this, null, gap)
  }

  changed(): void {
    checkAbsence(this)
    tell(this)
  }
}

/** What all stores share: with a getter of its own, each would be of a shape of its own in memory. */
const inherited = {
  get response() {
    return responseOf(streamOf(this)!)
  },
}

/** Makes a store on a transport, unless its options or those of its client name another one. */
export function createStore<Events>(
  options: EventSourceOptions<Events>,
  defaultTransport: Transport,
): EventSourceStore<Events> {
  checkOptions(options)
  if (typeof options.url !== 'function') resolveUrl(options.url)
  const stream = new StoreStream(options, defaultTransport)
  const initial = snapshotOf(stream)
  const own: Omit<EventSourceStore, 'response'> & OfStream & { __proto__: object } = {
    // Written here, and not set later, so that all stores are of one shape, without spare room.
    __proto__: inherited,
    [streamKey]: stream,
    types: stream.types,
    connect() {
      connect(stream)
      tell(stream)
    },
    close: () => closeStream(stream),
    getSnapshot: () => snapshotOf(stream),
    getInitialSnapshot: () => initial,
    subscribe(listener) {
      const isFirst = !isShown(stream)
      const off = listen(stream, [stream.subscribers], listener)
      if (isFirst) showNewest(stream)
      return off
    },
    on: (type, listener) => listen(stream, listenersOf(stream, type), listener),
    onGap: (listener) => addListener(stream, [stream.gaps], listener),
  }
  const store: EventSourceStore = own as typeof own & typeof inherited
  announceStore(store, stream)
  return store
}
