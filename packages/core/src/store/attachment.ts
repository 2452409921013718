import type { Client } from '../connection/client.ts'
import type { Consumer } from '../connection/consumers.ts'
import type { ConnectionFailure } from '../connection/failure.ts'
import { userOf } from '../connection/identity.ts'
import type { StreamUser } from '../connection/identity.ts'
import { isGet } from '../connection/options.ts'
import type { SharedConnection } from '../connection/sharedConnection.ts'
import { followClearings } from './clearings.ts'
import { createMembership, lingerTimeOf } from './membership.ts'
import type { MembershipOwner } from './membership.ts'

/** How a store ended: by itself, or with a failure. */
interface Ending {
  readonly failure: ConnectionFailure | null
  /** Whether `until` ended it, so that all that belongs to it has come. */
  readonly isComplete?: boolean
}

/** Whose events a store has or asks for: of which client, since which of its clearings, for whom. */
export interface Ownership {
  readonly client: Client
  readonly clearings: number
  readonly user: StreamUser
}

/** How a store holds its connection: while something listens, and unless it has ended. */
export interface Attachment {
  /** The connection that it has joined, and shows: `null` while it lingers. */
  readonly connection: SharedConnection | null
  readonly ending: Ending | null
  /** How often it has ended: what looks from time to time sees whether it was closed in between. */
  readonly endingCount: number
  readonly lastEventId: string
  /**
   * When the present status began, in milliseconds since the epoch, or `null` where it is the first
   * one.
   */
  readonly since: number | null
  readonly isListening: () => boolean
  /** How long the stream is kept after the last listener, in milliseconds. */
  readonly lingerTime: () => number
  /**
   * Counts a listener, and dials for the first. Returns a function that counts it out; the last one
   * leaves the linger.
   */
  hold(): () => void
  /** Connects immediately. With no listener, the connection is left to its linger. */
  connect(): void
  end(ending: Ending): void
  /** Connects a GET that has failed, as soon as its backoff allows. */
  retryFailed(): void
  /** Whether listeners wait for `connect()`: it dials, and they do not. */
  readonly isHeldBack: boolean
  holdBack(): void
  /** Forgets what came before the client was cleared, where that has not happened yet. */
  refresh(): void
  /** The client, which may be another one at each call. */
  client(): Client
  /** Whose events it would have if it connected now. */
  asksFor(): Ownership
  /** Whose events it has. */
  has(): Ownership
  /** Hangs up what nothing listens to any more, without the rest of its linger. */
  endLinger(): void
}

/** What an attachment reports to its store. */
interface AttachmentOwner extends Omit<MembershipOwner, 'lingered'> {
  /** A listener came, and the store had joined before. */
  returned(): void
  /** A listener left. */
  left(): void
  /** The store has ended. */
  ended(): void
  /**
   * Whether something shows what the store has, which a clearing takes back. Otherwise the client
   * does not hold a store that ended and has listeners.
   */
  isShown(): boolean
  /** The client was cleared. */
  cleared(): void
}

/** Holds a connection for a consumer. */
export function createAttachment(consumer: Consumer, owner: AttachmentOwner): Attachment {
  const member = createMembership(consumer, { ...owner, lingered: endLinger })
  const isAborted = () => owner.signal()?.aborted === true
  const endingAtFirst = (): Ending | null => (isAborted() ? { failure: null } : null)
  let listenerCount = 0
  let ending = endingAtFirst()
  let endingCount = 0
  let heldBack = false
  let since: number | null = null
  const { client } = owner
  const clearings = followClearings(client, () => {
    member.reset()
    since = null
    ending = endingAtFirst()
    heldBack = false
    owner.cleared()
  })

  function begin() {
    if (isAborted() || !member.mayJoin()) return owner.close()
    member.stay()
    if (member.connection && !member.isCurrent()) member.goAway()
    // It lingers, or the listener came while `connect()` dials.
    if (member.connection) owner.returned()
    else member.join()
    member.connection?.start()
  }

  function endLinger() {
    if (!member.connection || listenerCount > 0) return
    const { phase, failure } = member.connection.machine.state
    // It is not sent again for a listener that comes back, and its failure stays the reason.
    if (phase === 'failed' && !isGet(consumer.options())) ending = { failure }
    member.goAway()
  }

  const ownershipOf = (user: StreamUser) => ({ client: client(), clearings: clearings.count, user })

  return {
    refresh: clearings.refresh,
    client,
    asksFor: () => ownershipOf(userOf(consumer.options())),
    has: () => ownershipOf(member.user()),
    get connection() {
      return listenerCount > 0 ? member.connection : null
    },
    get ending() {
      return ending
    },
    get endingCount() {
      return endingCount
    },
    get lastEventId() {
      return member.position.id
    },
    get since() {
      return this.connection?.machine.since ?? since
    },
    isListening: () => listenerCount > 0,
    lingerTime: () => lingerTimeOf(consumer),
    hold() {
      clearings.refresh()
      if (listenerCount++ === 0) clearings.watch()
      if (!ending && !heldBack && (listenerCount === 1 || !member.connection)) begin()
      let held = true
      return () => {
        if (!held) return
        held = false
        owner.left()
        if (--listenerCount > 0) return
        clearings.unwatch()
        if (member.connection) since = member.linger()
      }
    },
    connect() {
      clearings.refresh()
      if (isAborted()) return
      if (ending && listenerCount > 0) clearings.watch()
      ending = null
      heldBack = false
      if (!member.connection) member.join()
      member.connection?.connect(true)
      if (member.connection && listenerCount === 0) since = member.linger()
    },
    end(how) {
      ending = how
      endingCount++
      if (!owner.isShown()) clearings.unwatch()
      since = Date.now()
      owner.ended()
      member.leave()
    },
    retryFailed: () => member.connection?.start(),
    get isHeldBack() {
      return heldBack
    },
    holdBack: () => void (heldBack = true),
    endLinger,
  }
}
