import { checkOptions, explain } from '#development'
import type { Connection, Consumer } from '../connection/consumers.ts'
import type { ConnectionOptions } from '../connection/options.ts'
import { json } from './decode.ts'
import type { Decoder, Decoders } from './decode.ts'
import { createEmitter } from '../connection/emitter.ts'
import type { Emitter } from '../connection/emitter.ts'
import type { Failure } from '../transports/failure.ts'
import type { Gap } from '../connection/connection.ts'
import { initialState } from '../connection/machine.ts'
import type { Readable } from './readable.ts'
import { defaultRegistry } from '../connection/registry.ts'
import type { Registry } from '../connection/registry.ts'
import { isRepeatable } from '../connection/repeatable.ts'
import { report } from '../platform/report.ts'
import type { EventOf, ServerEvent } from './serverEvent.ts'
import { statusOf } from './snapshot.ts'
import type { Snapshot } from './snapshot.ts'
import type { RawEvent, Transport } from '../transports/transport.ts'
import { resolveUrl } from '../platform/url.ts'

export interface EventSourceOptions<D extends Decoders> extends ConnectionOptions {
  /** The event types to listen for, and how to read each of them. */
  readonly events: D
  /** Sees every event before it is decoded, and closes the stream by answering `true`. That event is not delivered. */
  readonly until?: ((event: RawEvent) => boolean) | undefined
  /** Is told of every event that its decoder refused. @default reports the error to the platform */
  readonly onInvalid?: ((event: RawEvent, failure: Failure) => void) | undefined
  /** Where to look for others who want the same stream. @default one for the whole page */
  readonly registry?: Registry | undefined
}

/** A stream of server-sent events: its state to look at, and its events to listen to. */
export interface EventSourceStore<D extends Decoders> extends Readable<Snapshot<D>> {
  /** The event types that it listens for. */
  readonly types: readonly (keyof D & string)[]
  /**
   * Calls `listener` for every event of a type exactly once, in order, and returns a function that stops it.
   * The first listener dials, and the last one hangs up.
   */
  on<K extends keyof D & string>(type: K, listener: (event: EventOf<D, K>) => void): () => void
  /** Calls `listener` each time the stream is back after a loss, before the events that follow. */
  onGap(listener: (gap: Gap) => void): () => void
  /** Dials at once: after `close()`, after a failure, or instead of waiting. */
  connect(): void
  /** Ends the stream for every listener of this store, until `connect()`. */
  close(): void
}

/** Makes a store on a transport. `createEventSource` is this with a transport chosen for you. */
export function createStore<const D extends Decoders>(
  options: EventSourceOptions<D>,
  transport: Transport,
): EventSourceStore<D> {
  checkOptions(options, json)
  resolveUrl(options.url)
  const subscribers = createEmitter<void>()
  const gaps = createEmitter<Gap>()
  const readers = new Map(Object.keys(options.events).map((type) => [type, createReader(type)]))

  let connection: Connection | null = null
  // The one that we were on, so that listeners who come back can tell whether it still lingers.
  let last: Connection | null = null
  let leave: (now?: boolean) => void = () => {}
  let audience = 0
  let closed = false
  let lastEventId = options.lastEventId ?? ''
  let event: ServerEvent | null = null
  let latest: Readonly<Record<string, ServerEvent>> | null = null
  // Built when somebody looks, and not for each of ten thousand events in a chunk.
  let snapshot: Snapshot<D> | null = null
  const initial = look()

  const consumer: Consumer = {
    options,
    transport,
    types: [...readers.keys()],
    changed: notify,
    resumed: gaps.emit,
    receive(raw) {
      if (options.until?.(raw)) return close()
      const reader = readers.get(raw.type)
      // When nobody is here for it, it is not even decoded.
      if (reader && reader.listeners.size() + subscribers.size() > 0) {
        read(reader, raw)
        if (!reader.refused) reader.listeners.emit(reader.event as ServerEvent)
      }
      notify()
    },
  }

  /** Decodes an event for its reader, who keeps it if that was possible. */
  function read(reader: Reader, raw: RawEvent) {
    reader.raw = raw
    latest = snapshot = null
    try {
      const { type } = reader
      const data = (connection as Connection).decode(raw, options.events[type] as Decoder)
      event = reader.event = { type, data, raw: raw.raw, lastEventId: raw.lastEventId }
      reader.refused = false
    } catch (error) {
      reader.refused = true
      refuse(raw, error)
    }
  }

  function refuse(raw: RawEvent, error: unknown) {
    if (!options.onInvalid) return report(error)
    try {
      options.onInvalid(raw, { kind: 'decode', message: String(error) })
    } catch (broken) {
      report(broken)
    }
  }

  /** Reads what came while nobody looked, or before this store joined: the others on the connection show it already. */
  function catchUp() {
    for (const raw of connection?.newest() ?? []) {
      const reader = readers.get(raw.type)
      if (!reader) continue
      // The last one of this loop is the newest of all, whether it is news to us or not.
      if (reader.raw !== raw) read(reader, raw)
      else if (!reader.refused) event = reader.event
    }
    snapshot = null
  }

  function look(): Snapshot<D> {
    const { phase, failure, failures } = connection?.state ?? initialState
    return {
      status: closed ? 'closed' : statusOf[phase],
      failure,
      failures,
      event,
      data: event?.data,
      latest: (latest ??= newestByType()),
      lastEventId: connection?.lastEventId ?? lastEventId,
    } as Snapshot<D>
  }

  function newestByType() {
    // Without a prototype, so that an event may be named 'constructor'.
    const byType: Record<string, ServerEvent> = Object.create(null)
    for (const [type, { event }] of readers) if (event) byType[type] = event
    return byType
  }

  function notify() {
    snapshot = null
    // Closed means closed: the last thing that a subscriber hears of is the closing itself.
    if (!closed) subscribers.emit()
  }

  function attach(): Connection {
    connection = last = (options.registry ?? defaultRegistry).connectionFor(consumer, lastEventId)
    leave = connection.attach(consumer)
    snapshot = null
    if (subscribers.size() > 0) catchUp()
    return connection
  }

  function detach(now = false) {
    lastEventId = connection?.lastEventId ?? lastEventId
    connection = null
    snapshot = null
    leave(now)
  }

  function connect() {
    closed = false
    const target = connection ?? attach()
    target.connect()
    if (audience === 0) detach()
    notify()
  }

  function close() {
    if (closed) return
    for (const emitter of [subscribers, gaps, ...[...readers.values()].map((reader) => reader.listeners)])
      emitter.halt()
    closed = true
    detach(true)
    subscribers.emit()
  }

  /** Adds to an emitter somebody for whose sake the stream is kept. */
  function listen<Value>(emitter: Emitter<Value>, listener: (value: Value) => void): () => void {
    const remove = emitter.add(listener)
    if (audience++ === 0 && !closed) {
      // Listeners that come back must not send a POST a second time: that is for `connect()`.
      if (last?.state.phase === 'idle' && !isRepeatable(options, lastEventId)) close()
      else attach().start()
    }
    let listening = true
    return () => {
      if (!listening) return
      listening = false
      remove()
      if (--audience === 0) detach()
    }
  }

  return {
    types: consumer.types,
    connect,
    close,
    getSnapshot: () => (snapshot ??= look()),
    getInitialSnapshot: () => initial,
    subscribe(listener) {
      const first = subscribers.size() === 0
      const off = listen(subscribers, listener)
      if (first) catchUp()
      return off
    },
    on(type, listener) {
      const reader = readers.get(type)
      if (!reader) throw new TypeError(explain('type-undeclared', JSON.stringify(type)))
      return listen(reader.listeners, listener as (event: ServerEvent) => void)
    },
    onGap: gaps.add,
  }
}

/** What a store knows of one event type. */
interface Reader {
  /** As it was declared: the engine finds a decoder faster by it than by a string that was cut out of the stream. */
  readonly type: string
  readonly listeners: Emitter<ServerEvent>
  /** The newest event that came for it, even if it could not be decoded. */
  raw: RawEvent | null
  /** Whether that one could not be decoded. */
  refused: boolean
  /** The newest event that could. */
  event: ServerEvent | null
}

const createReader = (type: string): Reader => ({
  type,
  listeners: createEmitter(),
  raw: null,
  refused: false,
  event: null,
})
