/** An event as it goes over the wire. */
export interface WireEvent {
  id?: string
  type?: string
  data: string
}

/**
 * A numbered stream in which the number alone decides the content of an event. It needs no memory:
 * a server that was killed and started again replays exactly what its clients have missed.
 */
export interface Sequence {
  /** The number of the newest event. */
  latest(): number
  /** The event of a number, or `null` where that number has none. */
  eventAt(seq: number): WireEvent | null
  /**
   * The first event for a client that has seen everything up to `cursor`; `resumes` is whether it
   * sent that as its last event ID.
   */
  greeting?(cursor: number, resumes: boolean): WireEvent | null
  /** Whether nothing follows for a client that has everything up to `cursor`. */
  isOver?(cursor: number): boolean
  /** How many past events a returning client may ask for. */
  readonly replay: number
  /** How many past events a new client gets. */
  readonly welcome: number
}

// Any fixed moment in the past will do: all runs of the server count from it.
const epoch = Date.UTC(2026, 0, 1)

/** Numbers the moments of time, one every `period` milliseconds. */
export function clock(period: number) {
  return {
    latest: () => Math.floor((Date.now() - epoch) / period),
    timeOf: (seq: number) => epoch + seq * period,
  }
}

/**
 * The number before the first event that a client gets which has seen everything up to
 * `lastEventId`.
 */
export function cursorFor(sequence: Sequence, lastEventId: string | undefined): number {
  const latest = sequence.latest()
  if (!lastEventId || !/^\d{1,15}$/.test(lastEventId)) return Math.max(0, latest - sequence.welcome)
  return Math.min(latest, Math.max(Number(lastEventId), latest - sequence.replay))
}

/** Writes all events in `(from, to]` as one piece of text, so that they leave in one write. */
export function textBetween(sequence: Sequence, from: number, to: number): string {
  let text = ''
  for (let seq = from + 1; seq <= to; seq++) text += textOf(sequence.eventAt(seq))
  return text
}

/** Writes one event, or nothing. */
export function textOf(event: WireEvent | null): string {
  if (!event) return ''
  const { id, type, data } = event
  return `${id === undefined ? '' : `id: ${id}\n`}${type === undefined ? '' : `event: ${type}\n`}data: ${data}\n\n`
}
