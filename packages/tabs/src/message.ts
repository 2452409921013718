import type { Signal } from '@use-event-source/core'

/**
 * Grows with each change of the messages: tabs of two versions, as after a deploy, do not understand
 * each other, and share nothing.
 */
export const protocol = 3

/**
 * The last event ID that a tab has shown: the empty string in a stream without IDs, and `null` where
 * it has shown nothing of the stream.
 */
export type Position = string | null

/**
 * What a follower asks for: what it has missed, and where its page has begun to use the stream or
 * has called `connect()`, that the leader connects.
 */
export type Wish = 'sync' | 'join' | 'connect'

/** What a follower says. */
export interface Hello {
  /** The highest number of a leader that it knows. */
  readonly leader: number
  readonly position: Position
  readonly wish: Wish
  /** The event types that its page listens for. */
  readonly types: ReadonlySet<string>
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

/** What a tab posts: an input for the others. */
export type Message = ['hello', Hello] | ['news', News]
