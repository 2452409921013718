import type { RawEvent } from './transport.ts'

/** What a parser is made with: the limits of its events, and what it reports to. */
export interface ParserOptions {
  /**
   * The last event ID that the stream starts with; events inherit it until the stream sends
   * another.
   */
  readonly lastEventId: string
  /**
   * Bytes of UTF-8 that the data and the type of one event may have. Comments do not count. Any
   * other line may have as many, and the name of its field.
   */
  readonly maxEventSize: number
  readonly onEvent: (event: RawEvent) => void
  /** A block with an id and no data moved the last event ID. */
  readonly onId: (lastEventId: string) => void
  readonly onRetry: (delay: number) => void
  readonly onComment: () => void
  /** The pending event has outgrown `maxEventSize`: the parser has stopped. */
  readonly onOverflow: () => void
}
