import type { Connection } from '../connection/connection.ts'
import type { Consumer } from '../connection/consumers.ts'
import type { ConnectionState } from '../connection/machine.ts'
import type { ConnectionOptions } from '../connection/options.ts'
import type {
  Signal,
  SourceResponse,
  Transport,
  TransportRequest,
} from '../transports/transport.ts'
import { listenersOf } from './observedStores.ts'
import type { ObservedStore } from './observedStores.ts'

/** The part that this tab takes in a stream that tabs share. */
export interface SharedTab {
  readonly role: 'away' | 'following' | 'leading'
  /**
   * The lock of the tab that leads, for which the others wait: `navigator.locks.query()` counts
   * them. `null` where the stream is not shared.
   */
  readonly lock: string | null
}

/** One dial of a stream, and what a tool may do to it. */
export interface ObservedDial {
  readonly stream: ObservedStream
  /** What the transport was asked for. Holds headers, query and body: mask them before they are shown. */
  readonly request: TransportRequest
  /** Lets the stream hear a signal, as if the transport had emitted it. Does nothing after the end. */
  emit(signal: Signal): void
  /** Keeps from the stream what the transport emits from now on, as a dead line does. */
  silence(): void
}

/** A stream, as a tool sees it: what is true now, read when it is asked. */
export interface ObservedStream {
  /** Counts from 1. */
  readonly id: number
  /** The options in force. They hold headers, query and body: mask them before they are shown. */
  readonly options: ConnectionOptions
  readonly state: ConnectionState
  /** When the present status began, in milliseconds since the epoch. */
  readonly since: number | null
  readonly lastEventId: string
  /** The latest dial. */
  readonly dial: ObservedDial | null
  /** What the server answered the latest dial, where the transport can see it. */
  readonly response: SourceResponse | null
  /** Its part among the tabs, where its transport shares it with them. */
  readonly tab: SharedTab | null
  /** What uses it. */
  readonly stores: readonly ObservedStore[]
  /** How many events have come. */
  readonly events: number
  /** How many characters of data they had. */
  readonly characters: number
  /** What carries the next dials in place of the transport; `null` for the transport itself. */
  carrier: Transport | null
  /** Dials immediately, as `connect()` of a store. */
  connect(): void
}

/** A stream with what only the core sets. */
export interface StreamRecord extends ObservedStream {
  dial: ObservedDial | null
  /** What has come. An object of its own: the record has getters, which make each a shape of its own. */
  readonly counts: { events: number; characters: number }
  tab: SharedTab | null
  readonly consumers: Set<Consumer>
  /** The state that was announced last. */
  announced: ConnectionState
}

let lastId = 0

export function createStreamRecord(
  connection: Connection,
  optionsInForce: () => ConnectionOptions,
): StreamRecord {
  const joined = new Set<Consumer>()
  const counts = { events: 0, characters: 0 }
  return {
    id: ++lastId,
    get options() {
      return optionsInForce()
    },
    get state() {
      return connection.state
    },
    get since() {
      return connection.since
    },
    get lastEventId() {
      return connection.resumePoint.id
    },
    get response() {
      return connection.latest.response
    },
    get stores() {
      return [...joined].map((consumer) => ({
        isListening: consumer.isListening(),
        ...listenersOf(consumer),
      }))
    },
    dial: null,
    get events() {
      return counts.events
    },
    get characters() {
      return counts.characters
    },
    counts,
    carrier: null,
    tab: null,
    consumers: joined,
    announced: connection.state,
    connect() {
      // Without a consumer nothing would ever hang up.
      if (joined.size > 0) connection.connect(true)
    },
  }
}
