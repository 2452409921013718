/** What a client sees through a proxy. */
export interface Seen {
  /** Milliseconds until the first event came; `null` where none came in time. */
  readonly first: number | null
  /** Milliseconds that an event is under way, the median. */
  readonly delay: number | null
  /** For each fault: how many events were lost, and how many came twice; `null` where none came. */
  readonly faults: Readonly<Record<string, Loss | null>>
}

export interface Loss {
  readonly lost: number
  readonly twice: number
}

/** What the docs say of a proxy. */
export interface ProxyResult {
  readonly name: string
  readonly version: string
  /** As it comes, with headers of the server, and with its lines. */
  readonly seen: Readonly<Record<'asItComes' | 'withHeaders' | 'withLines', Seen>>
  /** Seconds until a silent stream is cut; `null` where it was not. */
  readonly idleCut: number | null
}
