import type { Answer, Hello, Message, News } from './message.ts'
import { createReader } from './reader.ts'
import type { Record } from './record.ts'

/** How a tab that follows reads the messages of those that lead. */
export interface Follower {
  /** The highest number of a leader that it knows. */
  readonly leader: number
  /** Says how far this tab has come, and asks for the rest. */
  ask(asks: Hello['asks']): void
  receive(message: News | Answer): void
  /** Some time has passed. Returns whether the leader is silent for so long that it is not one. */
  isForsaken(): boolean
}

interface FollowerEffects {
  readonly name: string
  types(): readonly string[]
  post(message: Message): void
}

/** How often a leader is asked in vain before it counts as gone. */
const mostQuestions = 2

export function createFollower(
  record: Record,
  { name, types, post }: FollowerEffects,
  leader: number,
): Follower {
  const { history } = record
  const reader = createReader(record)
  /** How many signals of the leader it has read; -1 where it has to ask first. */
  let count = -1
  let isAsking = false
  let hasHeard = false
  let questions = 0

  /** Whether this tab has shown nothing of the stream yet. */
  const isNew = () => record.state === null

  function ask(asks: Hello['asks']) {
    isAsking = true
    const { lastEventId } = history
    post({ kind: 'hello', from: name, leader, lastEventId, isNew: isNew(), asks, types: types() })
  }

  function readNews({ signals, ...news }: News) {
    if (news.count > count) count = -1
    if (count < 0) {
      if (!isAsking) ask('nothing')
      return
    }
    if (news.count < count) return
    count += signals.length
    for (const signal of signals) {
      if (signal.kind === 'event' || signal.kind === 'id') reader.read(signal)
      else if (signal.kind === 'lost') record.showLost(signal)
      else record.show(signal)
    }
  }

  function readAnswer({ entries, after, opened, lost, delay, ...answer }: Answer) {
    isAsking = false
    if (count === answer.count) return
    const isFresh = isNew() && history.lastEventId === ''
    if (answer.lastEventId !== history.lastEventId || answer.isFresh !== isFresh)
      return void (count < 0 && ask('nothing'))
    if (delay !== null && delay !== record.delay) record.show({ kind: 'retry', delay })
    if (opened && isFresh && (answer.isOpen || lost)) reader.begin(opened, entries, after)
    else if (opened && answer.isOpen) reader.catchUp(opened, entries, after)
    if (answer.isOpen) count = answer.count
    else if (lost) record.showLost(lost)
  }

  return {
    get leader() {
      return leader
    },
    ask,
    receive(message) {
      // The fence: a leader that was replaced may not know it yet.
      if (message.leader < leader) {
        if (message.kind === 'news' && message.count === 0) ask('nothing')
        return
      }
      const isNewLeader = message.leader > leader
      leader = message.leader
      hasHeard = true
      if (isNewLeader) count = -1
      if (message.kind === 'answer') {
        if (message.to === name) readAnswer(message)
        else if (isNewLeader) ask('nothing')
      } else if (isNewLeader) ask('nothing')
      else readNews(message)
    },
    isForsaken() {
      if (hasHeard) questions = 0
      else if (questions++ >= mostQuestions) return true
      if (!hasHeard || count < 0) ask('nothing')
      hasHeard = false
      return false
    },
  }
}
