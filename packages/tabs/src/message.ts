import type { Signal } from '@use-event-source/core'

/**
 * Grows with each change of the messages: tabs of two versions, as after a deploy, do not understand
 * each other, and share nothing.
 */
export const protocol = 1

/** A signal that has a place in the stream. */
export type Entry = Extract<Signal, { kind: 'event' | 'id' }>
export type Open = Extract<Signal, { kind: 'open' }>
export type Lost = Extract<Signal, { kind: 'lost' }>

/** What a follower says: who it is, and how far it has come. */
export interface Hello {
  readonly kind: 'hello'
  readonly from: string
  /** The highest number of a leader that it knows. */
  readonly leader: number
  readonly lastEventId: string
  /** Whether it has shown nothing of the stream yet. */
  readonly isNew: boolean
  /** Whether its page has begun to use the stream, and whether by `connect()`. */
  readonly asks: 'nothing' | 'join' | 'connect'
  /** The event types that its page listens for. */
  readonly types: readonly string[]
}

/** What a leader says to all: the next signals of the stream. Without any, that it leads now. */
export interface News {
  readonly kind: 'news'
  /** Its number, higher than that of each leader before. */
  readonly leader: number
  /** How many signals it has told before these. */
  readonly count: number
  readonly signals: readonly Signal[]
}

/** What a leader says to one follower: the state of the stream, and what that one has missed. */
export interface Answer {
  readonly kind: 'answer'
  readonly to: string
  /** What the follower had said: it may have come further since. */
  readonly lastEventId: string
  readonly isFresh: boolean
  readonly leader: number
  readonly count: number
  readonly isOpen: boolean
  /** How the stream was opened last, if ever. */
  readonly opened: Open | null
  /** How it was lost, while it is. */
  readonly lost: Lost | null
  /** The reconnection time of the server, if it has set one. */
  readonly delay: number | null
  /** The entries that came after this ID. To a new follower: the newest event of each type. */
  readonly entries: readonly Entry[]
  readonly after: string
}

export type Message = Hello | News | Answer
