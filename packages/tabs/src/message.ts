import type { Signal } from '@use-event-source/core'

/**
 * Grows with each change of the messages: tabs of two versions, as after a deploy, do not understand
 * each other, and share nothing.
 */
export const protocol = 5

/**
 * The last event ID that a tab has shown: the empty string in a stream without IDs, and `null` where
 * it has shown nothing of the stream.
 */
export type Position = string | null

/** In place of a count: more is needed to go on with the next message. */
export const behind = -1

/**
 * What a follower says:
 *
 * - `leader`: the highest number of a leader that it knows.
 * - `types`: the event types that its page listens for.
 * - `manual`: asks the leader to connect where it is lost: `true` after `connect()`, `false` where a
 *   page has begun to use the stream. JSON makes `null` of the rest.
 */
export type Hello = [
  leader: number,
  position: Position,
  types: readonly string[],
  manual: boolean | undefined,
]

/**
 * What a leader says, to all:
 *
 * - `leader`: its number, higher than that of each leader before.
 * - `count`: how many messages it has posted before, answers not counted; in an answer `behind` while
 *   its stream is not open.
 * - `signals`: what comes next in the stream. An empty list only says who leads.
 *
 * With a position it is an answer, which brings the tabs there up to date:
 *
 * - `to`: the position.
 * - `from`: `null` where `signals` are all that came after it. Where the leader does not know that, they
 *   are the newest events of each type, and this is its own position.
 */
export type News = [
  leader: number,
  count: number,
  signals: readonly Signal[],
  to?: Position,
  from?: string | null,
]

/** What a tab posts, as JSON: an input for the others. */
export type Message = ['hello', ...Hello] | ['news', ...News]
