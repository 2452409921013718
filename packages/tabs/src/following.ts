import type { Signal } from '@use-event-source/core'
import { idOf, isEntry } from './history.ts'
import type { Wish } from './message.ts'
import type { Record } from './record.ts'
import type { Effects, Role } from './role.ts'

/** How often a leader may be silent before it counts as gone. After the first time it is asked. */
const mostSilences = 3

/** The role of a tab that shows what the leader says, and asks for what it has missed. */
export function createFollowing(record: Record, { types, post, join, steal }: Effects): Role {
  const { history } = record
  /** How many signals of the leader it has read; -1 where it has to ask first. */
  let count: number
  let isAsking: boolean
  let silences: number
  /** The IDs of entries that this tab has had already, and a new leader is about to tell again. */
  let repeated: readonly string[]

  function ask(wish: Wish = 'sync') {
    isAsking = true
    post({ leader: record.leader, position: record.position(), wish, types })
  }

  function show(signal: Signal) {
    if (isEntry(signal)) {
      const isRepeated = repeated[0] === idOf(signal)
      repeated = isRepeated ? repeated.slice(1) : []
      if (isRepeated) return
    }
    record.show(signal)
  }

  /** Without an ID there is no telling what came between two leaders. */
  const since = (id: string) =>
    id || !(history.lastEventId || record.isOpen()) ? history.since(id) : null

  /** Shows an answer, but for what this tab has had already: the leader may not have come as far. */
  function catchUp(signals: readonly Signal[], isNew: boolean) {
    const ids = signals.filter(isEntry).map(idOf)
    const met = isNew ? -1 : ids.findIndex(since)
    repeated = met < 0 ? [] : [...ids.slice(0, met + 1), ...since(ids[met]!)!.map(idOf)]
    const isGap = met < 0 && !isNew
    for (const signal of signals)
      show(isGap && signal.kind === 'open' ? { ...signal, lastEventId: ids[0]! } : signal)
    // The newest events are no part of the history, which must be in one piece.
    if (isNew) history.restart(history.lastEventId)
  }

  return {
    enter(wish) {
      count = -1
      silences = 0
      join()
      ask(wish)
    },
    leave: () => 'away',
    hungUp: () => 'away',
    granted: () => 'leading',
    news({ leader, count: told, signals, to }) {
      // The fence: a leader that was replaced may not know it yet. One that has just begun learns
      // the higher number, as where the clock was set back.
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
        catchUp(signals, to === null)
        count = told
      } else if (told === count) {
        count += signals.length
        signals.forEach(show)
      } else if (told > count) {
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
