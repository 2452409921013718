/** A line of what goes over the wire, as the server writes it. */
export interface WireLine {
  /** Counts the lines of all streams, from 1. */
  readonly id: number
  /** Epoch milliseconds. */
  readonly at: number
  /** The number of the dial that it belongs to. */
  readonly dial: number
  readonly kind: 'request' | 'response' | 'data' | 'close' | 'skipped'
  readonly text: string
}
