import type { Sequence } from './sequence.ts'

/** The numbers from 1, as many as each flood adds: in one write, or spread over a time. */
export interface Numbers extends Sequence {
  /** Adds `count` numbers, spread over `duration` milliseconds. */
  flood(count: number, duration: number): void
  /** Continues from the last event ID of a client, where an earlier server has counted further. */
  remember(lastEventId: string | undefined): void
}

export function createNumbers(): Numbers {
  let settled = 0
  let flood = { count: 0, duration: 0, startedAt: 0 }

  function latest() {
    const passed = Date.now() - flood.startedAt
    const done = passed >= flood.duration ? 1 : passed / flood.duration
    return settled + Math.floor(flood.count * done)
  }

  return {
    latest,
    replay: 100_000,
    welcome: 0,
    eventAt: (seq) => ({ id: String(seq), type: 'number', data: String(seq) }),
    flood(count, duration) {
      settled = latest()
      flood = { count, duration, startedAt: Date.now() }
    },
    remember(lastEventId) {
      if (lastEventId === undefined || !/^\d{1,15}$/.test(lastEventId)) return
      const missing = Number(lastEventId) - latest()
      if (missing > 0) settled += missing
    },
  }
}
