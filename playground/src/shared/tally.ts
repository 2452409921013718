/** The count of a numbered stream: the proof that every event came once and in order. */
export interface Tally {
  readonly received: number
  readonly missing: number
  /** Events that came again, or too late. */
  readonly disorder: number
  /** The newest number, 0 before the first. */
  readonly last: number
}

export const emptyTally: Tally = { received: 0, missing: 0, disorder: 0, last: 0 }

/** Adds an event by the number in its id. The first one may be any number. */
export function addToTally(tally: Tally, event: { readonly lastEventId: string }): Tally {
  const number = Number(event.lastEventId)
  const step = tally.received === 0 ? 1 : number - tally.last
  return {
    received: tally.received + 1,
    missing: tally.missing + Math.max(0, step - 1),
    disorder: tally.disorder + (step < 1 ? 1 : 0),
    last: Math.max(tally.last, number),
  }
}

/** One for each type of event that has a number. */
export type TallyReducers = Readonly<Record<string, typeof addToTally>>
