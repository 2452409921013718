import type { ConnectionOptions } from './options.ts'
import { createSharedDecode } from '../store/decode.ts'
import type { Decoder } from '../store/decode.ts'
import { createEmitter } from './emitter.ts'
import { createLine } from './connection.ts'
import type { Gap } from './connection.ts'
import type { ConnectionState } from './machine.ts'
import { createTimer } from '../platform/timer.ts'
import type { RawEvent, Transport } from '../transports/transport.ts'

/** Who shares a connection. */
export interface Consumer {
  /** The options to dial with: read when they are needed, so that they may change. */
  readonly options: ConnectionOptions
  readonly transport: Transport
  /** The event types to listen for. */
  readonly types: readonly string[]
  receive(event: RawEvent): void
  /** The stream is back after a loss. */
  resumed(gap: Gap): void
  /** The state or the last event ID has changed. */
  changed(): void
}

/** One stream, shared by its consumers: dialled for the first, hung up a moment after the last. */
export interface Connection {
  readonly state: ConnectionState
  readonly lastEventId: string
  /** Returns the newest event of each type, oldest first, so that a late consumer can show what the others show. */
  newest(): readonly RawEvent[]
  /** Decodes an event, once for all consumers with the same decoder. */
  readonly decode: (event: RawEvent, decoder: Decoder) => unknown
  /** Lets a consumer join, and returns a function that lets it leave: after the linger, or `now`, even while it lingers. */
  attach(consumer: Consumer): (now?: boolean) => void
  /** Dials where nothing was dialled yet, or where the stream ended while nobody was here. */
  start(): void
  /** Dials at once, where nothing was dialled or a dial would have come later. */
  connect(): void
}

export function createConnection(first: Consumer, startId: string, onIdle: () => void): Connection {
  const consumers = new Set<Consumer>()
  const slots = new Map<string, Slot>()
  let received = 0
  // One emitter for each kind of call: who leaves while the others are called is not called any more.
  const events = createEmitter<RawEvent>()
  const resumed = createEmitter<Gap>()
  const changed = createEmitter<void>()
  const linger = createTimer()

  const line = createLine(
    {
      transport: first.transport,
      options() {
        // The first that is still here has the say: the options of one that left are stale.
        const [speaker = first] = consumers
        return speaker.options
      },
      receive(event) {
        // Types that nobody declared are not kept.
        const slot = slots.get(event.type)
        if (slot) {
          slot.newest = event
          slot.number = ++received
        }
        events.emit(event)
      },
      resumed: resumed.emit,
      changed: changed.emit,
    },
    startId,
  )

  function release() {
    linger.stop()
    line.release()
    onIdle()
  }

  return {
    get state() {
      return line.state
    },
    get lastEventId() {
      return line.lastEventId
    },
    newest: () => [...slots.values()].sort((a, b) => a.number - b.number).flatMap(({ newest }) => newest ?? []),
    decode: createSharedDecode(),
    connect: line.connect,
    start() {
      const { phase } = line.state
      if (phase === 'idle' || (phase === 'closed' && consumers.size === 1)) line.connect()
    },
    attach(consumer) {
      linger.stop()
      consumers.add(consumer)
      const leave = [events.add(consumer.receive), resumed.add(consumer.resumed), changed.add(consumer.changed)]
      for (const type of consumer.types) {
        if (!slots.has(type)) slots.set(type, { newest: null, number: 0 })
        line.listenFor(type)
      }
      return (now = false) => {
        for (const off of leave) off()
        consumers.delete(consumer)
        if (consumers.size > 0 || line.state.phase === 'idle') return
        // A stream that has ended has nothing to linger for, and whoever comes next wants a new one.
        if (now || line.state.phase === 'closed') release()
        else linger.start(consumer.options.linger ?? 1000, release)
      }
    },
  }
}

/** What a connection keeps of one event type. */
interface Slot {
  newest: RawEvent | null
  /** Grows with each event: what came later has a higher one. */
  number: number
}
