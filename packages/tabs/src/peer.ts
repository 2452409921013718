import { createFollowing } from './following.ts'
import { createLeading } from './leading.ts'
import { createRecord } from './record.ts'
import type { Effects, Input, Role, RoleName } from './role.ts'

/** One tab among those that share a stream. It knows no timer, no lock and no channel. */
export interface Peer {
  readonly role: RoleName
  send(...input: Input): void
}

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
  let role: RoleName = 'away'
  return {
    get role() {
      return role
    },
    send(name, value?: unknown) {
      const handle = table[role][name] as ((value: unknown) => RoleName | void) | undefined
      const next = handle?.(value)
      if (!next) return
      role = next
      table[role].enter(value as boolean | undefined)
    },
  }
}
