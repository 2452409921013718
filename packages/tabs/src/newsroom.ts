import type { Signal } from '@use-event-source/core'
import type { Message } from './message.ts'

/** What a leader tells all others, in batches: to post each signal costs twenty times as much. */
export interface Newsroom {
  /** How many signals it has told. */
  readonly count: number
  /** Says that this tab leads. */
  announce(): void
  /** Tells a signal, with all that come in the same moment. */
  publish(signal: Signal): void
  flush(): void
}

export function createNewsroom(
  { post, later }: { post(message: Message): void; later(): void },
  leader: () => number,
): Newsroom {
  let count = 0
  let untold: Signal[] = []

  function tell(signals: readonly Signal[]) {
    post({ kind: 'news', leader: leader(), count, signals })
    count += signals.length
  }

  return {
    get count() {
      return count
    },
    announce: () => tell([]),
    publish(signal) {
      if (untold.push(signal) === 1) later()
    },
    flush() {
      const signals = untold
      untold = []
      if (signals.length > 0) tell(signals)
    },
  }
}
