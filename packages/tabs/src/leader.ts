import type { Plan, Signal } from '@use-event-source/core'
import type { Hello, Lost, Message } from './message.ts'
import { createNewsroom } from './newsroom.ts'
import type { Record } from './record.ts'

/** What the tab that leads does for the others. */
export interface Leader {
  readonly number: number
  /** Whether the stream is lost, and the connection of this tab decides what follows. */
  readonly isLost: boolean
  /** Dials, for the first time or again after a loss. */
  dial(lastEventId: string): void
  /** The stream of this tab reports something. */
  receive(signal: Signal): void
  /** The connection of this tab has planned what follows the loss. */
  plan(plan: Plan): void
  hear(hello: Hello): void
  /** Tells what is not told yet. */
  flush(): void
}

export interface LeaderEffects {
  post(message: Message): void
  /** Has `flush` called when all signals of this moment have come. */
  later(): void
  dial(lastEventId: string): void
  /** Returns a number for a leader: another one at each call, and in each tab. */
  numberAbove(number: number): number
  /** Lets the connection of this tab dial now. */
  connect(manual: boolean): void
  listenFor(types: readonly string[]): void
}

/** @param highest The highest number of a leader that this tab has heard of. */
export function createLeader(record: Record, effects: LeaderEffects, highest: number): Leader {
  const { history } = record
  let number = effects.numberAbove(highest)
  let base = ''
  let phase: 'dialling' | 'open' | 'lost' = 'dialling'
  /** How the stream was lost, and what follows. */
  let decided: Lost | null = null
  const news = createNewsroom(effects, () => number)

  function answer({ from, isNew, lastEventId }: Hello) {
    const isFresh = isNew && lastEventId === ''
    const known = isFresh ? null : history.since(lastEventId)
    const sinceDial = history.since(base)
    const after = isFresh
      ? history.lastEventId
      : known
        ? lastEventId
        : sinceDial
          ? base
          : history.start
    effects.post({
      kind: 'answer',
      to: from,
      lastEventId,
      isFresh,
      leader: number,
      count: news.count,
      isOpen: phase === 'open',
      opened: record.opened,
      lost: phase === 'lost' ? decided : null,
      delay: record.delay,
      entries: isFresh ? record.newest() : (known ?? sinceDial ?? history.since(history.start)!),
      after,
    })
  }

  const isFinal = () => decided !== null && !decided.redialing

  news.announce()
  return {
    get number() {
      return number
    },
    get isLost() {
      return phase === 'lost'
    },
    dial(lastEventId) {
      // The connection may have dropped an ID that the server cannot use.
      if (lastEventId !== history.lastEventId) history.restart(lastEventId)
      base = lastEventId
      phase = 'dialling'
      decided = null
      effects.dial(lastEventId)
    },
    receive(signal) {
      let shown = signal
      if (signal.kind === 'open') {
        phase = 'open'
        // Without an ID the stream of the leader before cannot be continued.
        const isCut = record.state === 'open' && history.lastEventId === ''
        if (isCut) shown = { lastEventId: '', ...signal }
      }
      if (signal.kind === 'lost') {
        phase = 'lost'
        decided = null
      }
      record.show(shown)
      // A loss is posted together with the plan that follows it.
      const isLocal = ['lost', 'alive', 'comment'].includes(signal.kind)
      if (!isLocal) news.publish(shown)
    },
    plan({ willRetry, retryAt }) {
      if (phase !== 'lost' || !record.lost) return
      const before = decided
      decided = { ...record.lost, redialing: willRetry, retryAt }
      if (JSON.stringify(before) !== JSON.stringify(decided)) news.publish(decided)
    },
    hear(hello) {
      effects.listenFor(hello.types)
      if (hello.leader > number) {
        // The clock was set back since then.
        number = effects.numberAbove(hello.leader)
        news.flush()
        news.announce()
      }
      const mayConnect = phase === 'lost' && (hello.asks === 'connect' || isFinal())
      if (mayConnect && hello.asks !== 'nothing') effects.connect(hello.asks === 'connect')
      news.flush()
      answer(hello)
    },
    flush: news.flush,
  }
}
