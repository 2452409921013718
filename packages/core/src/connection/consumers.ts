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

/** The consumers of one connection: what they listen for, and what they are handed. */
export interface Consumers {
  /** The options of the stream, without the time-outs that others want. */
  readonly options: ConnectionOptions
  /** Returns the options to dial with: of the time-outs that are set, the strictest. */
  dialOptions(): ConnectionOptions
  size(): number
  /** Whether one of them listens: the others linger. */
  isListening(): boolean
  haveUntil(): boolean
  /**
   * Adds a consumer, and returns a function that removes it: it is not called any more, even in the
   * middle of an event.
   */
  add(consumer: Consumer): () => void
  receive(event: RawEvent): void
  resumed(gap: Gap): void
  changed(): void
  /**
   * Returns the newest event of each type, oldest first, so that a late consumer can show what the
   * others show.
   */
  newest(): readonly RawEvent[]
  /**
   * Returns the `eachType` of a dial. The one of an older dial is not called for types that are
   * added later.
   */
  newEachType(): (listener: (type: string) => void) => void
}

/** The newest event of a type, as it arrived: a store that joins late reads it with decoders of its own. */
interface Newest {
  event: RawEvent | null
  /** Grows with each event: a later event has a higher one. */
  number: number
}

export function createConsumers(last: Consumer): Consumers {
  const consumers = new Set<Consumer>()
  const newestByType = new Map<string, Newest>()
  // Kept until the set changes: an array is the cheapest thing to walk.
  let copy: readonly Consumer[] | null = null
  let typeListeners: ((type: string) => void)[] = []
  let received = 0

  /** Calls all that were there before; one that leaves while the others are called is skipped. */
  function call<Name extends 'receive' | 'resumed' | 'changed'>(
    name: Name,
    ...[value]: Parameters<Consumer[Name]>
  ) {
    for (const consumer of (copy ??= [...consumers]))
      if (consumers.has(consumer)) consumer[name](value as never)
  }

  function oldestListening() {
    for (const consumer of consumers) if (consumer.isListening()) return consumer
    return undefined
  }

  function options() {
    // Those of the oldest consumer that listens; those of consumers that left are stale.
    const [lingering = last] = consumers
    return (oldestListening() ?? lingering).options()
  }

  return {
    get options() {
      return options()
    },
    dialOptions() {
      const listening = [...consumers].filter((consumer) => consumer.isListening())
      const all = listening.map((consumer) => consumer.options())
      const [first = options()] = all
      return all.length > 1 ? { ...first, ...strictest(all) } : first
    },
    size: () => consumers.size,
    isListening: () => oldestListening() !== undefined,
    haveUntil: () => [...consumers].some((consumer) => consumer.hasUntil()),
    add(consumer) {
      consumers.add(consumer)
      copy = null
      for (const type of consumer.types) {
        if (newestByType.has(type)) continue
        newestByType.set(type, { event: null, number: 0 })
        for (const listener of typeListeners) listener(type)
      }
      return () => {
        consumers.delete(consumer)
        copy = null
        last = consumer
      }
    },
    receive(event) {
      const newest = newestByType.get(event.type) ?? newestByType.get('*')
      if (newest) {
        newest.event = event
        newest.number = ++received
      }
      // One of an undeclared type, too, because `until` sees it, and may end its store.
      call('receive', event)
      if (!newest) warnOfUndeclaredType(event, consumers)
    },
    resumed: (gap) => call('resumed', gap),
    changed: () => call('changed'),
    newest: () =>
      [...newestByType.values()]
        .sort((a, b) => a.number - b.number)
        .flatMap(({ event }) => event ?? []),
    newEachType() {
      const listeners: typeof typeListeners = (typeListeners = [])
      return (listener) => {
        listeners.push(listener)
        for (const type of newestByType.keys()) listener(type)
      }
    },
  }
}
