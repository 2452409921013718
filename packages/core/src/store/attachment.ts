import type { Client } from '../connection/client.ts'
import type { Consumer } from '../connection/consumers.ts'
import { userOf } from '../connection/identity.ts'
import type { StreamUser } from '../connection/identity.ts'
import { isGet } from '../connection/options.ts'
import type { SharedConnection } from '../connection/sharedConnection.ts'

/** Whose events a store has or asks for: of which client, since which of its clearings, for whom. */
export interface Ownership {
  readonly client: Client
  readonly clearings: number
  readonly user: StreamUser
}

/** How a store holds its connection: while something listens, and unless it is closed. */
export interface Attachment {
  readonly connection: SharedConnection | null
  readonly closed: boolean
  readonly lastEventId: string
  /**
   * When the present status began, in milliseconds since the epoch, or `null` where it is the first
   * one.
   */
  readonly since: number | null
  /**
   * Counts a listener, and dials for the first. Returns a function that counts it out; the last one
   * leaves the linger.
   */
  hold(): () => void
  /** Connects immediately. With no listener, the connection is left to its linger. */
  connect(): void
  close(): void
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
interface AttachmentOwner {
  /** Read when a connection is joined, so that it may change. */
  client(): Client
  attached(connection: SharedConnection): void
  detached(): void
  /** The client was cleared. */
  cleared(): void
  close(): void
}

/** Holds a connection for a consumer. */
export function createAttachment(consumer: Consumer, owner: AttachmentOwner): Attachment {
  let connection: SharedConnection | null = null
  // Kept after leaving, so that a listener that comes back finds out whether it still lingers.
  let previous: SharedConnection | null = null
  let leave: (now?: boolean) => void = () => {}
  let listenerCount = 0
  let closed = false
  let heldBack = false
  let lastEventId = consumer.options().lastEventId ?? ''
  let since: number | null = null
  let { clearings } = owner.client()
  let stopWatchingClient = () => {}

  function attach(): SharedConnection {
    connection = previous = owner.client().connectionFor(consumer, lastEventId)
    leave = connection.join(consumer)
    owner.attached(connection)
    return connection
  }

  function detach(now = false) {
    lastEventId = connection?.resumePoint.id ?? lastEventId
    connection = null
    since = Date.now()
    owner.detached()
    leave(now)
  }

  function refresh() {
    const client = owner.client()
    if (clearings === client.clearings) return
    clearings = client.clearings
    connection = previous = null
    since = null
    closed = heldBack = false
    lastEventId = consumer.options().lastEventId ?? ''
    const leaveNow = leave
    leave = () => {}
    leaveNow(true)
    owner.cleared()
  }

  const ownershipFor = (user: StreamUser) => ({ client: owner.client(), clearings, user })

  return {
    refresh,
    client: owner.client,
    asksFor: () => ownershipFor(userOf(consumer.options())),
    has: () => ownershipFor(previous?.user() ?? userOf(consumer.options())),
    get connection() {
      return connection
    },
    get closed() {
      return closed
    },
    get lastEventId() {
      return connection?.resumePoint.id ?? lastEventId
    },
    get since() {
      return connection?.machine.since ?? since
    },
    hold() {
      refresh()
      if (listenerCount++ === 0) stopWatchingClient = owner.client().cleared.add(refresh)
      if (!connection && !closed && !heldBack) {
        // Listeners that come back must not send a POST a second time: that takes a `connect()`.
        if (previous?.machine.state.phase === 'idle' && !isGet(consumer.options())) owner.close()
        else attach().start()
      }
      let held = true
      return () => {
        if (!held) return
        held = false
        if (--listenerCount > 0) return
        stopWatchingClient()
        detach()
      }
    },
    connect() {
      refresh()
      closed = heldBack = false
      const target = connection ?? attach()
      target.connect(true)
      if (listenerCount === 0) detach()
    },
    close() {
      closed = true
      detach(true)
    },
    retryFailed: () => connection?.start(),
    get isHeldBack() {
      return heldBack
    },
    holdBack: () => void (heldBack = true),
    endLinger() {
      if (listenerCount === 0) leave(true)
    },
  }
}
