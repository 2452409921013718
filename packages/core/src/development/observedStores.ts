import type { Connection } from '../connection/connection.ts'

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

/** The part of a store that says who listens. */
interface Slots {
  readonly types: readonly string[]
  get(type: string): { readonly listeners: Counted } | undefined
}

interface Joined {
  readonly connection: Pick<Connection, 'connect'> | null
}

/** By the list of its types, which a store and its consumer both hold. */
const counts = new WeakMap<readonly string[], { slots: Slots; subscribers: Counted }>()
const streams = new WeakMap<object, Joined>()

/** Makes it known which stream a store shows. */
export function announceStore(store: object, stream: Joined): void {
  streams.set(store, stream)
}

/** Makes it known how many listeners a store has. */
export function announceListeners(slots: Slots, subscribers: Counted): void {
  counts.set(slots.types, { slots, subscribers })
}

/** Returns how many listeners the store of a consumer has. */
export function listenersOf({
  types,
}: Pick<Slots, 'types'>): Pick<ObservedStore, 'listeners' | 'subscribers'> {
  const known = counts.get(types)
  const count = (type: string) => known?.slots.get(type)?.listeners.size() ?? 0
  return {
    listeners: Object.fromEntries(types.map((type) => [type, count(type)])),
    subscribers: known?.subscribers.size() ?? 0,
  }
}

/** Returns the connection that a source shows. The one of a component inherits from a store. */
export function connectionOf(source: object): Joined['connection'] {
  for (let object = source; object; object = Object.getPrototypeOf(object)) {
    const stream = streams.get(object)
    if (stream) return stream.connection
  }
  return null
}
