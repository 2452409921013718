import type { Signal } from '@use-event-source/core'

/**
 * Grows with each change of the messages: tabs of two versions, as after a deploy, do not understand
 * each other, and share nothing.
 */
export const protocol = 4

/**
 * The last event ID that a tab has shown: the empty string in a stream without IDs, and `null` where
 * it has shown nothing of the stream.
 */
export type Position = string | null

/** What a follower says. */
export interface Hello {
  /** The highest number of a leader that it knows. */
  readonly leader: number
  readonly position: Position
  /**
   * Asks the leader to connect where it is lost: `true` after `connect()`, `false` where a page has
   * begun to use the stream.
   */
  readonly manual?: boolean | undefined
  /** The event types that its page listens for. */
  readonly types: readonly string[]
}

/** What a leader says, to all. */
export interface News {
  /** Its number, higher than that of each leader before. */
  readonly leader: number
  /** How many signals it has told before these; -1 in an answer while its stream is not open. */
  readonly count: number
  /** What comes next in the stream. An empty list only says who leads. */
  readonly signals: readonly Signal[]
  /** Makes it an answer, which brings the tabs at this position up to date. */
  readonly to?: Position
  /**
   * Where an answer goes on: at the position, with all that came after it; or where the leader does
   * not know that one, at its own, behind the newest event of each type.
   */
  readonly from?: string
}

/** What a tab posts, as JSON: an input for the others. */
export type Message = ['hello', Hello] | ['news', News]
