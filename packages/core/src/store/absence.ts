import type { Gap } from '../connection/consumers.ts'
import type { SharedConnection } from '../connection/sharedConnection.ts'

/** Notices that a store was away from its stream for longer than it lingers. */
export interface Absence {
  /** The store joins a connection. */
  begin(connection: SharedConnection): void
  /** The store leaves its connection, to come back. What it still held for its listeners is dropped. */
  leave(heldSome: boolean): void
  /** The store is closed: what it misses from now on is meant. */
  forget(): void
  /** Has to be called when the state of the connection has changed. Tells of an absence that is over. */
  check(): void
  /** Whether a gap is part of an absence that was just reported. */
  covers(): boolean
}

export function createAbsence(tell: (gap: Gap) => void): Absence {
  let connection: SharedConnection | null = null
  let wasOpen = false
  let isCovered = false
  // Whether the server was asked for what comes after the last event of this store.
  let resumes = false
  let leftAt: number | null = null
  // Whether it comes after more than its listeners have had.
  let hasDropped = false

  function check() {
    if (connection?.machine.state.phase !== 'open') {
      isCovered = false
      return
    }
    wasOpen = true
    if (leftAt === null) return
    const lastEventId = resumes && !hasDropped ? connection.resumePoint.id : ''
    const gap = { duration: Date.now() - leftAt, lastEventId }
    leftAt = null
    hasDropped = false
    isCovered = true
    tell(gap)
  }

  return {
    begin(joined) {
      connection = joined
      resumes = joined.machine.state.phase === 'idle'
      check()
    },
    leave(heldSome) {
      connection = null
      hasDropped ||= heldSome
      if (wasOpen) leftAt ??= Date.now()
      wasOpen = false
    },
    forget() {
      connection = null
      leftAt = null
      hasDropped = false
      wasOpen = false
    },
    check,
    covers: () => isCovered,
  }
}
