import type { Plan, Signal } from '@use-event-source/core'
import { createFollower } from './follower.ts'
import type { Follower } from './follower.ts'
import { createLeader } from './leader.ts'
import type { Leader, LeaderEffects } from './leader.ts'
import type { Message } from './message.ts'
import { createRecord } from './record.ts'

/** What a tab is to the others that share its stream. */
type Role = 'away' | 'following' | 'leading'

/**
 * Where each event leads from each role. The lock decides who leads: no message does, so that two
 * tabs never believe in themselves for longer than it takes to tell one of them.
 */
const table = {
  away: { join: 'following' },
  following: { granted: 'leading', leave: 'away' },
  leading: { stolen: 'following', leave: 'away' },
} as const satisfies { readonly [R in Role]: { readonly [event: string]: Role } }

/** What has to be done in the world outside. */
export interface PeerEffects extends LeaderEffects {
  /** Tells this tab apart from the others. */
  readonly name: string
  /** The event types that this tab listens for. */
  types(): readonly string[]
  /** Shows a signal to the connection of this tab. */
  emit(signal: Signal): void
  /** Ends the stream of this tab. */
  hangUp(): void
  /** Waits for the lock. */
  queue(): void
  /** Takes the lock from a tab that holds it and is silent. */
  steal(): void
  /** Gives the lock back, or no longer waits for it. */
  unlock(): void
}

/** One tab among those that share a stream. It knows no timer, no lock and no channel. */
export interface Peer {
  readonly role: Role
  /** Begins to take part, again after an absence. */
  join(asks: 'nothing' | 'join' | 'connect'): void
  leave(): void
  /** The lock is held now. */
  granted(): void
  /** The lock was taken away. */
  stolen(): void
  /** The connection of this tab dials again, after a loss that it was to decide on. */
  redial(lastEventId: string): void
  /** The connection of this tab hangs up, or its dial is over. */
  hungUp(): void
  /** The stream of this tab reports something. */
  signal(signal: Signal): void
  plan(plan: Plan | null): void
  receive(message: Message): void
  /** Tells the others what came since the last time. */
  flush(): void
  /** Some time has passed. */
  tick(): void
}

export function createPeer(start: string, effects: PeerEffects): Peer {
  const record = createRecord(start, effects.emit)
  let role: Role = 'away'
  let follower: Follower = createFollower(record, effects, 0)
  let leader: Leader | null = null

  function leave() {
    if (role === 'away') return
    leader?.flush()
    role = table[role].leave
    forgetLeader()
    effects.unlock()
  }

  function forgetLeader() {
    if (!leader) return
    follower = createFollower(record, effects, leader.number)
    leader = null
    effects.hangUp()
  }

  return {
    get role() {
      return role
    },
    join(asks) {
      if (role !== 'away') return
      role = table[role].join
      effects.queue()
      follower.ask(asks)
    },
    leave,
    granted() {
      if (role !== 'following') return
      role = table[role].granted
      leader = createLeader(record, effects, follower.leader)
      const { lost } = record
      // The tab that knew what follows is gone: this one decides again.
      if (lost) leader.receive({ kind: 'lost', failure: lost.failure, redialing: false })
      else leader.dial(record.history.lastEventId)
    },
    stolen() {
      if (role !== 'leading') return
      role = table[role].stolen
      forgetLeader()
      effects.queue()
      follower.ask('nothing')
    },
    redial: (lastEventId) => leader?.dial(lastEventId),
    hungUp() {
      if (!leader?.isLost) leave()
    },
    signal: (signal) => leader?.receive(signal),
    plan(plan) {
      if (!leader?.isLost) return
      if (plan) leader.plan(plan)
      else leave()
    },
    receive(message) {
      if (message.kind === 'hello') leader?.hear(message)
      else if (role === 'following') follower.receive(message)
    },
    flush: () => leader?.flush(),
    tick() {
      if (role === 'following' && follower.isForsaken()) effects.steal()
    },
  }
}
