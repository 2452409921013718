import { announceListeners, announceStore, checkOptions } from '#development'
import { createEmitter } from '../connection/emitter.ts'
import type { Gap } from '../connection/consumers.ts'
import type { ConnectionFailure } from '../connection/failure.ts'
import type { ConnectionOptions } from '../connection/options.ts'
import type { AbortSignalLike } from '../platform/fetchTypes.ts'
import { resolveUrl } from '../platform/url.ts'
import type { SourceResponse, Transport } from '../transports/transport.ts'
import { sharedDecodeOf } from './decode.ts'
import type { Decoder, Decoders, SharedDecode } from './decode.ts'
import { createEventReader } from './eventReader.ts'
import { addListener, listen } from './listen.ts'
import type { Readable } from './readable.ts'
import type { EventOf, ServerEvent } from './serverEvent.ts'
import { tellRefused } from './refusals.ts'
import type { OnInvalid } from './refusals.ts'
import { responseOf, snapshotOf } from './snapshot.ts'
import type { Snapshot } from './snapshot.ts'
import { createStream } from './stream.ts'
import type { Stream } from './stream.ts'
import { createTypeSlots } from './typeSlots.ts'
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

const attachments = /* @__PURE__ */ new WeakMap<object, Stream>()

/** Returns how a store holds its connection, for what follows a component. */
export const attachmentOf = (store: object): Stream | undefined =>
  // The source of a component's state inherits from a store.
  attachments.get(store) ?? attachments.get(Object.getPrototypeOf(store) ?? store)

/** Makes a store on a transport, unless its options or those of its client name another one. */
export function createStore<Events>(
  options: EventSourceOptions<Events>,
  defaultTransport: Transport,
): EventSourceStore<Events> {
  checkOptions(options)
  if (typeof options.url !== 'function') resolveUrl(options.url)
  const [store, attachment] = assemble(options, defaultTransport)
  attachments.set(store, attachment)
  announceStore(store, attachment)
  return store
}

function assemble<Events>(
  options: EventSourceOptions<Events>,
  defaultTransport: Transport,
): readonly [EventSourceStore<Events>, Stream] {
  const subscribers = createEmitter<boolean>()
  const gaps = createEmitter<Gap>()
  const slots = createTypeSlots(
    Object.keys(options.events),
    (type, raw) => decode(raw, (options.events as Decoders<any>)[type] as Decoder),
    (raw, error) => tellRefused(raw, error, options.onInvalid),
  )
  let decode: SharedDecode
  // Built when it is read, and not for each of ten thousand events in a chunk.
  let snapshot: Snapshot<Events> | null = null
  const isShown = () => subscribers.size() > 0
  const deliver = createEventReader(options, {
    slots,
    isShown,
    changed,
    close,
    complete: () => stream.connection?.complete(),
  })
  const stream = createStream(options, defaultTransport, slots.types, {
    deliver,
    gaps,
    joined(connection) {
      decode = sharedDecodeOf(connection)
      if (isShown()) showNewest()
      snapshot = null
    },
    changed,
    outdated: () => changed(true),
    isShown,
    cleared() {
      halt()
      slots.clear()
      snapshot = null
      subscribers.emit(true)
    },
    close: () => close(),
  })
  const initial = snapshotOf<Events>(stream, slots, options.until)
  announceListeners(slots, subscribers)

  /**
   * Reads what came while nothing subscribed, or before this store joined: the others on the
   * connection show it already.
   */
  function showNewest() {
    slots.catchUp(stream.connection?.newest() ?? [])
    snapshot = null
  }

  function changed(quiet = false) {
    snapshot = null
    // After `close()` subscribers are notified once, of the closing, and never again.
    if (!quiet && !stream.ending) subscribers.emit(false)
  }

  function halt() {
    for (const calls of [slots, subscribers, gaps]) calls.halt()
  }

  function close(answer?: ConnectionFailure | null) {
    stream.refresh() // A clearing may be under way that has not reached this store yet.
    if (stream.ending?.failure === null) return
    halt()
    stream.end({ failure: answer ?? null, isComplete: answer !== undefined })
    snapshot = null
    // What came before the end that `until` saw belongs to it.
    subscribers.emit(answer === undefined)
  }

  const store: EventSourceStore<Events> = {
    types: slots.types as (keyof Events & string)[],
    get response() {
      return responseOf(stream)
    },
    connect() {
      stream.connect()
      changed()
    },
    close: () => close(),
    getSnapshot() {
      stream.refresh()
      return (snapshot ??= snapshotOf(stream, slots, options.until))
    },
    getInitialSnapshot: () => initial,
    subscribe(listener) {
      const first = subscribers.size() === 0
      const off = listen(stream, [subscribers], listener)
      if (first) showNewest()
      return off
    },
    on: (type, listener) =>
      listen(stream, slots.listenersOf(type), listener as (event: ServerEvent) => void),
    onGap: (listener) => addListener(stream, [gaps], listener),
  }
  return [store, stream]
}
