import { checkOptions } from '#development'
import { clientOf, requestOf } from '../connection/client.ts'
import { createEmitter } from '../connection/emitter.ts'
import type { Emitter } from '../connection/emitter.ts'
import type { Consumer, Gap } from '../connection/consumers.ts'
import type { ConnectionOptions } from '../connection/options.ts'
import { resolveUrl } from '../platform/url.ts'
import type { Transport } from '../transports/transport.ts'
import { createAttachment } from './attachment.ts'
import type { Attachment } from './attachment.ts'
import { sharedDecodeOf } from './decode.ts'
import type { Decoder, Decoders, SharedDecode } from './decode.ts'
import type { Readable } from './readable.ts'
import type { EventOf, ServerEvent } from './serverEvent.ts'
import { tellRefused } from './refusals.ts'
import type { OnInvalid } from './refusals.ts'
import { snapshotOf } from './snapshot.ts'
import type { Snapshot } from './snapshot.ts'
import { createTypeSlots } from './typeSlots.ts'
import { askUntil } from './until.ts'
import type { Until } from './until.ts'

export interface EventSourceOptions<Events> extends ConnectionOptions {
  /** The event types to listen for, and how to read each of them. */
  readonly events: Decoders<Events>
  /**
   * Sees every event before it is decoded, and closes the stream by answering `true`. That event is
   * not delivered.
   */
  readonly until?: Until | undefined
  /**
   * Called with every event that its decoder refused, once for each event, even if several
   * components pass the same function.
   *
   * @default writes the error to the console
   */
  readonly onInvalid?: OnInvalid | undefined
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
   * Calls `listener` for every event of a type, of several types, or of all (`'*'`), exactly once
   * and in order. Returns a function that stops it. The first listener connects, and the last one
   * disconnects.
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

const attachments = /* @__PURE__ */ new WeakMap<object, Attachment>()

/** Returns how a store holds its connection, for what follows a component. */
export const attachmentOf = (store: object): Attachment | undefined =>
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
  return store
}

function assemble<Events>(
  options: EventSourceOptions<Events>,
  defaultTransport: Transport,
): readonly [EventSourceStore<Events>, Attachment] {
  const subscribers = createEmitter<void>()
  const gaps = createEmitter<Gap>()
  const slots = createTypeSlots(
    Object.keys(options.events),
    (type, raw) => decode(raw, (options.events as Decoders<any>)[type] as Decoder),
    (raw, error) => tellRefused(raw, error, options.onInvalid),
  )
  let decode: SharedDecode
  // Built when it is read, and not for each of ten thousand events in a chunk.
  let snapshot: Snapshot<Events> | null = null

  const consumer: Consumer = {
    ...requestOf(options, defaultTransport),
    types: slots.types,
    changed: notify,
    resumed: gaps.emit,
    receive(raw) {
      if (options.until && askUntil(options.until, raw) === true) return close()
      const slot = slots.get(raw.type)
      // Skip decoding when nothing listens.
      if (slot && slot.listeners.size() + subscribers.size() > 0) {
        slots.read(slot, raw)
        snapshot = null
        if (!slot.refused) slot.listeners.emit(slot.event as ServerEvent)
      }
      notify()
    },
  }

  const attachment = createAttachment(consumer, {
    client: () => clientOf(options),
    attached(connection) {
      decode = sharedDecodeOf(connection)
      if (subscribers.size() > 0) catchUp()
      snapshot = null
    },
    detached: () => (snapshot = null),
    cleared() {
      halt()
      slots.clear()
      notify()
    },
    close,
  })
  const initial = snapshotOf<Events>(attachment, slots)

  /**
   * Reads what came while nothing subscribed, or before this store joined: the others on the
   * connection show it already.
   */
  function catchUp() {
    slots.catchUp(attachment.connection?.newest() ?? [])
    snapshot = null
  }

  function notify() {
    snapshot = null
    // After `close()` subscribers are notified once, of the closing, and never again.
    if (!attachment.closed) subscribers.emit()
  }

  function halt() {
    for (const emitter of [subscribers, gaps, ...slots.listenersOf('*')]) emitter.halt()
  }

  function close() {
    if (attachment.closed) return
    halt()
    attachment.close()
    subscribers.emit()
  }

  const store: EventSourceStore<Events> = {
    types: slots.types as (keyof Events & string)[],
    connect() {
      attachment.connect()
      notify()
    },
    close,
    getSnapshot() {
      attachment.refresh()
      return (snapshot ??= snapshotOf(attachment, slots))
    },
    getInitialSnapshot: () => initial,
    subscribe(listener) {
      const first = subscribers.size() === 0
      const off = listen(attachment, [subscribers], listener)
      if (first) catchUp()
      return off
    },
    on: (type, listener) =>
      listen(attachment, slots.listenersOf(type), listener as (event: ServerEvent) => void),
    onGap: gaps.add,
  }
  return [store, attachment]
}

/** Adds a listener to emitters, and keeps the stream for it. */
function listen<Value>(
  attachment: Attachment,
  emitters: readonly Emitter<Value>[],
  listener: (value: Value) => void,
) {
  const offs = [...emitters.map((emitter) => emitter.add(listener)), attachment.hold()]
  return () => {
    for (const off of offs) off()
  }
}
