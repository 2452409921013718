import type { Signal } from '@use-event-source/core'
import { behind } from './message.ts'
import { isSame } from './record.ts'
import type { Record } from './record.ts'
import type { Effects, Role } from './role.ts'

/** How often a leader may be silent before it counts as gone. After the first time it is asked. */
const mostSilences = 3

/** In place of a count: it has asked for what it has missed. */
const asking = -2

/** The role of a tab that shows what the leader says, and asks for what it has missed. */
export function createFollowing(
  record: Record,
  { types, post, follow, join, steal }: Effects,
): Role {
  const { history, newest } = record
  /** Which message of the leader comes next, or why none can. */
  let count: number
  let silences: number

  function ask(manual?: boolean) {
    post('hello', record.leader, record.position(), [...types], manual)
  }

  const isNewest = (signal: Signal) =>
    signal.kind === 'event' && isSame(signal, newest.get(signal.event.type))

  /**
   * Goes on where the leader is, or begins with the newest events, behind a gap. Returns whether this
   * tab is as far as its leader now.
   */
  function catchUp(signals: readonly Signal[], from: string | null) {
    const isAhead = history.since(from)
    for (const signal of signals)
      if (isAhead ? signal.kind === 'lost' : from === null || !isNewest(signal)) record.show(signal)
    // The newest events are no part of the history, which must be in one piece.
    if (history.lastEventId === from) history.restart(from)
    return !isAhead
  }

  return {
    enter(manual) {
      count = asking
      silences = 0
      follow(true)
      join()
      ask(manual)
    },
    leave: () => 'away',
    hungUp: () => 'away',
    granted: () => 'leading',
    denied: () => 'leading',
    news(leader, told, signals, to, from) {
      // The fence: a leader that was replaced may not know it yet. One that has just begun learns
      // the higher number.
      if (leader < record.leader) return void (told === 0 && ask())
      silences = 0
      if (leader > record.leader) {
        record.leader = leader
        count = behind
      }
      if (from !== undefined) {
        // One that is ahead asks again, until the leader has come as far.
        if (count < 0) count = to === record.position() && catchUp(signals, from) ? told : behind
      } else if (told === count) {
        count++
        signals.forEach(record.show)
      } else {
        if (count !== asking) ask()
        count = asking
      }
    },
    tick() {
      if (++silences > mostSilences) steal()
      else if (silences > 1 || count < 0) ask()
    },
  }
}
