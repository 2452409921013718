import { isEntry } from './history.ts'
import type { News } from './message.ts'
import { isSame } from './record.ts'
import type { Record } from './record.ts'
import type { Effects, Role } from './role.ts'

/** How often a leader may be silent before it counts as gone. After the first time it is asked. */
const mostSilences = 3

/** The role of a tab that shows what the leader says, and asks for what it has missed. */
export function createFollowing(
  record: Record,
  { types, post, follow, join, steal }: Effects,
): Role {
  const { history, newest } = record
  /** How many signals of the leader it has read; -1 where it has to ask first. */
  let count: number
  let isAsking: boolean
  let silences: number

  function ask(manual?: boolean) {
    isAsking = true
    post([
      'hello',
      { leader: record.leader, position: record.position(), manual, types: [...types] },
    ])
  }

  /** Goes on where the leader is, or begins with the newest events, behind a gap. */
  function catchUp({ count: told, to, from, signals }: News) {
    const ahead = history.since(from!)
    for (const signal of signals) {
      const { kind } = signal
      const isShown = ahead
        ? ahead.length && isEntry(signal)
        : kind === 'event' && isSame(signal, newest.get(signal.event.type))
      const isGap = !ahead && to !== null && kind === 'open'
      if (!isShown) record.show(isGap ? { ...signal, lastEventId: '' } : signal)
    }
    // The newest events are no part of the history, which must be in one piece.
    if (!ahead && history.lastEventId === from) history.restart(from)
    // One that is ahead asks again, until the leader has come as far.
    if (!ahead?.length) count = told
  }

  return {
    enter(manual) {
      count = -1
      silences = 0
      follow(true)
      join()
      ask(manual)
    },
    leave: () => 'away',
    hungUp: () => 'away',
    granted: () => 'leading',
    news(news) {
      const { leader, count: told, signals, to } = news
      // The fence: a leader that was replaced may not know it yet. One that has just begun learns
      // the higher number.
      if (leader < record.leader) return void (told === 0 && ask())
      silences = 0
      if (leader > record.leader) {
        record.leader = leader
        count = -1
        ask()
      }
      if (to !== undefined) {
        isAsking = false
        if (count >= 0 || to !== record.position()) return
        catchUp(news)
      } else if (told === count) {
        count += signals.length
        signals.forEach(record.show)
      } else {
        count = -1
        if (!isAsking) ask()
      }
    },
    tick() {
      if (++silences > mostSilences) steal()
      else if (silences > 1 || count < 0) ask()
    },
  }
}
