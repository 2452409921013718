import type { Signal } from '@use-event-source/core'
import { answerTo } from './answer.ts'
import { behind } from './message.ts'
import type { Record } from './record.ts'
import type { Effects, Role, RoleName } from './role.ts'

/** The role of the tab that has the stream, and tells the others what comes. */
export function createLeading(record: Record, effects: Effects): Role {
  const { history } = record
  const { post, later } = effects
  /** Whether its stream is open, `null` while it is dialled. */
  let isOpen: boolean | null
  /** How many messages it has posted, answers not counted. */
  let count: number
  let untold: Signal[] = []

  function flush() {
    post('news', record.leader, count++, untold)
    untold = []
  }

  function tell(signal: Signal) {
    if (untold.push(signal) === 1) later(flush)
  }

  /**
   * Takes a number above the highest known. Two that do not know of each other may begin at the same
   * one, and take another all the same.
   */
  function rise(number: number) {
    record.leader = number + 1 + effects.random()
    flush()
  }

  function dial(lastEventId: string) {
    // The connection may have dropped an ID that the server cannot use.
    if (lastEventId !== history.lastEventId) history.restart(lastEventId)
    isOpen = null
    effects.dial(lastEventId)
  }

  function receive(signal: Signal) {
    const { kind } = signal
    if (kind === 'alive' || kind === 'comment') return
    isOpen = kind !== 'lost'
    record.show(signal)
    // A loss is told with the plan that follows it.
    if (isOpen) tell(signal)
  }

  function leave(): RoleName {
    flush()
    return 'away'
  }

  return {
    enter() {
      count = 0
      effects.follow(false)
      rise(record.leader)
      const { lost } = record
      // The tab that knew what follows is gone: this one decides again.
      if (lost) receive({ kind: 'lost', failure: lost.failure, redialing: false })
      else dial(history.lastEventId)
    },
    leave,
    denied: leave,
    hungUp: () => (isOpen === false ? undefined : leave()),
    redial: dial,
    signal: receive,
    plan(plan) {
      if (isOpen !== false) return
      if (!plan) return leave()
      record.lost = { ...record.lost!, redialing: plan.willRetry, retryAt: plan.retryAt }
      tell(record.lost)
    },
    hello(leader, position, types, manual) {
      types.forEach(effects.listenFor)
      if (leader > record.leader) rise(leader)
      // A page that begins to use the stream tries again where it has failed for good.
      if (isOpen === false && (manual || (manual === false && !record.lost!.redialing)))
        effects.connect(manual)
      flush()
      post('news', record.leader, isOpen ? count : behind, ...answerTo(position, isOpen, record))
    },
  }
}
