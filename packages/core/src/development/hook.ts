import { Emitter } from '../connection/emitter.ts'
import type { ConnectionState } from '../connection/machine.ts'
import type { RawEvent, Signal } from '../transports/transport.ts'
import type { ObservedDial, ObservedStream } from './observedStream.ts'

/** What is announced, and with what. */
export interface Announcements {
  /** A stream dials, or waits, for the first time. */
  readonly stream: ObservedStream
  readonly dial: ObservedDial
  /** The transport emitted a signal, or a tool did. Called before the stream hears it. */
  readonly signal: { readonly dial: ObservedDial; readonly signal: Signal }
  readonly state: {
    readonly stream: ObservedStream
    readonly from: ConnectionState
    readonly to: ConnectionState
  }
  /** This tab leads or follows from now on, in a stream that tabs share. */
  readonly tab: ObservedStream
  /** A decoder has read an event, or refused it: then `value` is what it threw. */
  readonly decoded: {
    readonly event: RawEvent
    readonly refused: boolean
    readonly value: unknown
  }
  /** A subscriber was notified, and renders. */
  readonly commit: ObservedStream
  /** The last consumer has left. */
  readonly end: ObservedStream
}

type Kind = keyof Announcements

/** What a panel or a recorder learns of the streams of this page, in development. */
export interface DevelopmentHook {
  /** The streams that are in use. */
  readonly streams: ReadonlySet<ObservedStream>
  /** Calls `listener` for each announcement of a kind, and returns a function that stops it. */
  on<K extends Kind>(kind: K, listener: (announcement: Announcements[K]) => void): () => void
}

/** The side of the hook that the library holds. */
interface Announcer extends DevelopmentHook {
  readonly streams: Set<ObservedStream>
  readonly emitters: { readonly [K in Kind]: Emitter<Announcements[K]> }
}

const name = Symbol.for('use-event-source development hook')

function createAnnouncer(): Announcer {
  const emitters = {
    stream: new Emitter(),
    dial: new Emitter(),
    signal: new Emitter(),
    state: new Emitter(),
    tab: new Emitter(),
    decoded: new Emitter(),
    commit: new Emitter(),
    end: new Emitter(),
  } as Announcer['emitters']
  return Object.freeze({
    streams: new Set<ObservedStream>(),
    emitters,
    on: <K extends Kind>(kind: K, listener: (announcement: Announcements[K]) => void) =>
      emitters[kind].add(listener),
  })
}

/**
 * Returns the one of the page: a bundle may hold the core twice, and a panel shows the streams of
 * both.
 */
function announcerOfPage(): Announcer {
  const page = globalThis as { [name]?: Announcer }
  if (!page[name])
    Object.defineProperty(page, name, { value: createAnnouncer(), configurable: true })
  return page[name]!
}

let found: Announcer | undefined

/** Returns where to announce. Called for each event, which a look at the page would slow down. */
export const announcer = (): Announcer => (found ??= announcerOfPage())

/** Returns what a tool listens to. Nothing is announced where the core is built for production. */
export const developmentHook = (): DevelopmentHook => announcer()
