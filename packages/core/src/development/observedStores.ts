import type { Connection } from '../connection/connection.ts'
import type { Consumer } from '../connection/consumers.ts'

/** What a store, or a hook or composable with a URL, listens for. */
export interface ObservedStore {
  /** `false` while it lingers. */
  readonly isListening: boolean
  /** How many listeners each declared type has. */
  readonly listeners: Readonly<Record<string, number>>
  /** How many show its snapshot: components, for the most part. */
  readonly subscribers: number
}

interface Counted {
  size(): number
}

/** What a store is to its connection, and what says who listens. */
interface StoreStream extends Consumer {
  readonly slots: ReadonlyMap<string, { readonly listeners: Counted }>
  readonly subscribers: Counted
  readonly joined: Pick<Connection, 'connect'> | null
}

const byStore = new WeakMap<object, StoreStream>()
const byConsumer = new WeakMap<Consumer, StoreStream>()

/** Makes it known which stream a store shows, and how many listeners it has. */
export function announceStore(store: object, stream: StoreStream): void {
  byStore.set(store, stream)
  byConsumer.set(stream, stream)
}

/** Returns how many listeners the store of a consumer has. */
export function listenersOf(consumer: Consumer): Pick<ObservedStore, 'listeners' | 'subscribers'> {
  const { slots, subscribers } = byConsumer.get(consumer) ?? {}
  return {
    listeners: Object.fromEntries(
      [...(slots ?? [])].map(([type, { listeners }]) => [type, listeners.size()]),
    ),
    subscribers: subscribers?.size() ?? 0,
  }
}

/** Returns the connection that a source shows. The one of a component inherits from a store. */
export function connectionOf(source: object): Pick<Connection, 'connect'> | null {
  for (let object = source; object; object = Object.getPrototypeOf(object)) {
    const stream = byStore.get(object)
    if (stream) return stream.isListening() ? stream.joined : null
  }
  return null
}
