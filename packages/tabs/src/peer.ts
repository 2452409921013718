import { createFollowing } from './following.ts'
import { createLeading } from './leading.ts'
import { createRecord } from './record.ts'
import type { Effects, Input, Role, RoleName } from './role.ts'

/** One tab among those that share a stream. It knows no timer, no lock and no channel. */
export interface Peer {
  readonly role: RoleName
  send(...input: Input): void
}

type Handler = (...values: readonly unknown[]) => RoleName | void

/**
 * The lock decides who leads: no message does, so that two tabs never lead for longer than it takes
 * to tell one of them.
 */
export function createPeer(start: string, effects: Effects): Peer {
  const record = createRecord(start, effects.emit)
  const away: Role = { enter: effects.leave, hungUp: () => 'away', join: () => 'following' }
  const table: { readonly [R in RoleName]: Role } = {
    away,
    following: createFollowing(record, effects),
    leading: createLeading(record, effects),
  }
  const peer: { role: RoleName } & Peer = {
    role: 'away',
    send(name, ...values) {
      const next = (table[peer.role][name] as Handler | undefined)?.(...values)
      if (!next) return
      peer.role = next
      table[next].enter(...(values as []))
    },
  }
  return peer
}
