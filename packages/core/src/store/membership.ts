import { connectionFor } from '../connection/client.ts'
import type { Client } from '../connection/client.ts'
import type { Consumer } from '../connection/consumers.ts'
import { userOf } from '../connection/identity.ts'
import type { StreamUser } from '../connection/identity.ts'
import { isGet } from '../connection/options.ts'
import { copyOf, startAt } from '../connection/position.ts'
import type { Position } from '../connection/position.ts'
import type { SharedConnection } from '../connection/sharedConnection.ts'
import type { AbortSignalLike } from '../platform/fetchTypes.ts'
import { createTimer } from '../platform/timer.ts'

/** The part that a store has in a shared connection: joined, lingering, or left. */
export interface Membership {
  readonly connection: SharedConnection | null
  /** How far the stream has come, also after leaving. */
  readonly position: Readonly<Position>
  /** Whose events it has, or would have if it joined. */
  user(): StreamUser
  /**
   * Whether joining would send no request a second time that is not GET: that takes a `connect()`,
   * or `reconnectWith`, which goes on with another one.
   */
  mayJoin(): boolean
  /** Whether this is still the connection to join: another key or transport may be in force now. */
  isCurrent(): boolean
  join(): void
  /** Leaves after the linger, unless `stay` is called before. Returns when it began. */
  linger(): number
  stay(): void
  leave(): void
  /** Leaves to come back, and tells the owner. */
  goAway(): void
  /** Leaves, and begins again at the first position. */
  reset(): void
}

/** What a membership asks and reports. */
export interface MembershipOwner {
  /** Read when a connection is joined, so that they may change. */
  client(): Client
  signal(): AbortSignalLike | undefined
  joined(connection: SharedConnection): void
  lingered(): void
  /** It leaves to come back. */
  gone(): void
  close(): void
}

export function createMembership(consumer: Consumer, owner: MembershipOwner): Membership {
  const timer = createTimer()
  const firstPosition = () => startAt(consumer.options().lastEventId ?? '')
  let connection: SharedConnection | null = null
  // Kept after leaving, so that a listener that comes back finds out whether it still lingers.
  let previous: SharedConnection | null = null
  let position = firstPosition()
  let leave = () => {}

  return {
    get connection() {
      return connection
    },
    get position() {
      return connection?.resumePoint ?? position
    },
    user: () => previous?.latest().user ?? userOf(consumer.options()),
    mayJoin() {
      const options = consumer.options()
      // It has left, and the connection was hung up since.
      const wasLeft = !connection && previous?.machine.state.phase === 'idle'
      return !wasLeft || isGet(options) || Boolean(options.reconnectWith && position.wasOpen)
    },
    isCurrent: () => connectionFor(owner.client(), consumer, position) === connection,
    join() {
      const joined = connectionFor(owner.client(), consumer, position)
      connection = previous = joined
      const leaveConnection = joined.join(consumer)
      const ignoreAbort = onAbort(owner)
      leave = () => {
        leave = () => {}
        ignoreAbort()
        timer.stop()
        position = copyOf(joined.resumePoint)
        connection = null
        leaveConnection()
      }
      owner.joined(joined)
    },
    linger() {
      timer.start(stayOf(consumer, connection), owner.lingered)
      return Date.now()
    },
    stay: timer.stop,
    leave: () => leave(),
    goAway() {
      owner.gone()
      leave()
    },
    reset() {
      leave()
      previous = null
      position = firstPosition()
    },
  }
}

export const lingerTimeOf = (consumer: Consumer): number => consumer.options().linger ?? 1000

/** How long a stream is kept after the last listener, in milliseconds. */
function stayOf(consumer: Consumer, connection: SharedConnection | null): number {
  if (connection?.machine.state.phase !== 'failed') return lingerTimeOf(consumer)
  // One that failed is kept for its backoff, too: a list that comes and goes must not hammer.
  return isGet(consumer.options()) ? connection.restTime() + lingerTimeOf(consumer) : 0
}

/** Closes the store when its signal is aborted, until the returned function is called. */
function onAbort({ signal, close }: MembershipOwner): () => void {
  const watched = signal()
  // Unless the options have another signal by now.
  const abort = () => signal()?.aborted && close()
  watched?.addEventListener('abort', abort)
  return () => watched?.removeEventListener('abort', abort)
}
