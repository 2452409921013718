/**
 * A value that changes over time: everything that an adapter has to know about the core.
 *
 * The snapshot is immutable and keeps its identity until the value changes, as React's
 * `useSyncExternalStore` asks.
 */
export interface Readable<State> {
  getSnapshot(): State
  /** Returns what the server rendered, and what hydration must see first. */
  getInitialSnapshot(): State
  /**
   * Calls `listener` after each change, and returns a function that stops it. With `true` after one
   * that must not wait for the next frame: the stream was closed or cleared.
   */
  subscribe(listener: (isUrgent?: boolean) => void): () => void
}
