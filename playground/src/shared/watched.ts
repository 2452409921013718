import type { EventSourceStore } from '@use-event-source/core'

/** Any store: to watch its connection, one need not know what its events carry. */
export type AnySource = EventSourceStore

/** The connection that the bar at the top of the page shows. */
export interface Watched {
  readonly name: string
  readonly source: AnySource
  /**
   * Whether closing this store closes the connection. The cells of the flood have stores of their
   * own on it.
   */
  readonly canClose: boolean
  /** What it means that it is closed without a failure. @default 'Closed on request' */
  readonly closed?: string
}

const listeners = new Set<(watched: Watched | null) => void>()

export function watch(watched: Watched | null): void {
  for (const listener of listeners) listener(watched)
}

export function onWatch(listener: (watched: Watched | null) => void): void {
  listeners.add(listener)
}
