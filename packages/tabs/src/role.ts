import type { Plan, Signal, TransportRequest } from '@use-event-source/core'
import type { Hello, Message, News } from './message.ts'

/** What a tab is to the others that share its stream. */
export type RoleName = 'away' | 'following' | 'leading'

/** What may happen to a tab, with what is known of it. */
interface Inputs {
  /** It begins to take part: for a dial of its connection, or after an absence. */
  join: [manual?: boolean]
  leave: []
  /** It holds the lock now. */
  granted: []
  /** It does not hold the lock any more, or may have none. */
  denied: []
  /** Its connection dials again after a loss. */
  redial: [lastEventId: string]
  /** Its connection hangs up, or its dial is over. */
  hungUp: []
  /** Its connection has planned what follows a loss, or has left the stream. */
  plan: [plan: Plan | null]
  /** Its own stream reports something. */
  signal: [signal: Signal]
  hello: Hello
  news: News
  /** Some time has passed. */
  tick: []
}

/** An input by its name, with its values. */
export type Input = { [I in keyof Inputs]: [I, ...Inputs[I]] }[keyof Inputs]

/**
 * What each input does in this role, and which role follows, if another. An input without an entry
 * means nothing in it.
 */
export type Role = {
  readonly [I in keyof Inputs]?: (...values: Inputs[I]) => RoleName | void
} & {
  /** Begins this role; a tab that joins, with what joined. */
  enter(manual?: boolean): void
}

/** What has to be done in the world outside. */
export interface Effects extends Pick<TransportRequest, 'connect' | 'follow'> {
  /** The event types that this tab listens for. */
  readonly types: ReadonlySet<string>
  listenFor(type: string): void
  /** Shows a signal to the connection of this tab. */
  emit(signal: Signal): void
  dial(lastEventId: string): void
  post(...message: Message): void
  /** Calls back when all signals of this moment have come: to post each costs much more. */
  later(flush: () => void): void
  /** Returns a number below 1, which is another one in each tab. */
  random(): number
  /** Waits for the lock, and hears the others from now on. */
  join(): void
  /** Takes the lock from a tab that holds it and is silent. */
  steal(): void
  /** Ends the stream of this tab, and gives up its place among the others. */
  leave(): void
}
