import type { Sequence } from './sequence.ts'

/** Events that happened, instead of being computed: the newest few, numbered. */
export interface Journal extends Sequence {
  append(type: string, data: unknown): void
}

/**
 * Keeps the newest `most` events. The numbers begin with the time, so that a server that is started
 * again never gives one a second time.
 */
export function createJournal(most: number): Journal {
  const kept: { type: string; data: string }[] = []
  let latest = Date.now()
  return {
    latest: () => latest,
    replay: most,
    welcome: 0,
    eventAt(seq) {
      const event = kept[kept.length - 1 - (latest - seq)]
      return event ? { id: String(seq), ...event } : null
    },
    append(type, data) {
      latest++
      kept.push({ type, data: JSON.stringify(data) })
      if (kept.length > most) kept.shift()
    },
  }
}
