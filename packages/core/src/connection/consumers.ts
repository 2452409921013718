import { warnOfUndeclaredType } from '#development'
import type { RawEvent } from '../transports/transport.ts'
import { strictest } from '../transports/strictest.ts'
import type { RequestIdentity } from './identity.ts'
import type { ConnectionOptions } from './options.ts'

/** The time during which a stream was lost. */
export interface Gap {
  /** How long it was, in milliseconds. */
  readonly duration: number
  /**
   * From where the server was asked to resume; with the empty string, events of that time are gone.
   */
  readonly lastEventId: string
}

/** Who shares a connection. */
export interface Consumer {
  /**
   * Returns the options to dial with, those of its client included. Called when they are needed, so
   * that they may change.
   */
  options(): ConnectionOptions
  /** What it requested when it joined for the first time. */
  request?: RequestIdentity | undefined
  /** The event types to listen for. */
  readonly types: readonly string[]
  /** `false` while it lingers: then it keeps what comes for listeners that may come back. */
  isListening(): boolean
  /** Whether `until` says when the stream is over: an end before that is a cut. */
  hasUntil(): boolean
  receive(event: RawEvent): void
  /** The stream is back after a loss. */
  resumed(gap: Gap): void
  /** The state or the last event ID has changed. */
  changed(): void
}

/** The newest event of a type, as it arrived: a store that joins late reads it with decoders of its own. */
interface Newest {
  event: RawEvent | null
  /** Grows with each event: a later event has a higher one. */
  number: number
}

/** The consumers of one connection: what they listen for, and what they are handed. */
export interface Consumers {
  readonly consumers: Set<Consumer>
  /** The same as a list, until it changes: an array is the cheapest thing to walk. */
  list: readonly Consumer[] | null
  /** The first one, and later the one that left last: its options hold while there is no other. */
  last: Consumer
  /** The newest event of each type that is listened for. */
  readonly newest: Map<string, Newest>
  /** What the latest dial calls for each type. */
  typeListeners: ((type: string) => void)[]
}

/** Whether one of them listens: the others linger. */
export const isListenedTo = (all: Consumers): boolean => oldestListening(all) !== undefined

function oldestListening({ consumers }: Consumers) {
  for (const consumer of consumers) if (consumer.isListening()) return consumer
  return undefined
}

/** Returns the options of the stream, without the time-outs that others want. */
export function optionsOf(all: Consumers): ConnectionOptions {
  // Those of the oldest consumer that listens; those of consumers that left are stale.
  const [lingering = all.last] = all.consumers
  return (oldestListening(all) ?? lingering).options()
}

/** Returns the options to dial with: of the time-outs that are set, the strictest. */
export function dialOptionsOf(all: Consumers): ConnectionOptions {
  const listening = [...all.consumers].filter((consumer) => consumer.isListening())
  if (listening.length < 2) return optionsOf(all)
  const options = listening.map((consumer) => consumer.options())
  return { ...options[0]!, ...strictest(options) }
}

export const haveUntil = ({ consumers }: Consumers): boolean =>
  [...consumers].some((consumer) => consumer.hasUntil())

export function addConsumer(all: Consumers, consumer: Consumer): void {
  all.consumers.add(consumer)
  all.list = null
  for (const type of consumer.types) {
    if (all.newest.has(type)) continue
    all.newest.set(type, { event: null, number: 0 })
    for (const listener of all.typeListeners) listener(type)
  }
}

/** Removes a consumer: it is not called any more, even in the middle of an event. */
export function removeConsumer(all: Consumers, consumer: Consumer): void {
  all.consumers.delete(consumer)
  all.list = null
  all.last = consumer
}

/** Calls all that were there before; one that leaves while the others are called is skipped. */
export function callConsumers(all: Consumers, name: 'changed'): void
export function callConsumers(all: Consumers, name: 'resumed', gap: Gap): void
export function callConsumers(all: Consumers, name: 'changed' | 'resumed', gap?: Gap): void {
  for (const consumer of listOf(all)) if (all.consumers.has(consumer)) consumer[name](gap!)
}

const listOf = (all: Consumers) => (all.list ??= [...all.consumers])

let received = 0

export function receiveEvent(all: Consumers, event: RawEvent): void {
  const newest = all.newest.get(event.type) ?? all.newest.get('*')
  if (newest) {
    newest.event = event
    newest.number = ++received
  }
  // One of an undeclared type, too, because `until` sees it, and may end its store.
  // A loop of its own, because a call by name is slow where a chunk has a thousand events. So is a
  // look into the set, which is needed only once a consumer has come or gone.
  const list = listOf(all)
  for (const consumer of list)
    if (all.list === list || all.consumers.has(consumer)) consumer.receive(event)
  warnOfUndeclaredType(event, newest, all.consumers)
}

/**
 * Returns the newest event of each type, oldest first, so that a late consumer can show what the
 * others show.
 */
export const newestEvents = ({ newest }: Consumers): readonly RawEvent[] =>
  [...newest.values()].sort((a, b) => a.number - b.number).flatMap(({ event }) => event ?? [])

/**
 * Returns the `eachType` of a dial. The one of an older dial is not called for types that are added
 * later.
 */
export function newEachType(all: Consumers): (listener: (type: string) => void) => void {
  const listeners: Consumers['typeListeners'] = (all.typeListeners = [])
  return (listener) => {
    listeners.push(listener)
    for (const type of all.newest.keys()) listener(type)
  }
}
