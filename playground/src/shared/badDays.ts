/** What may go wrong, and for how many milliseconds at pace 1. What lasts no time is over as soon as it has happened. */
export const badDayDurations = {
  drop: 0,
  half: 0,
  silence: 12_000,
  slowHeaders: 12_000,
  unauthorized: 10_000,
  limited: 6_000,
  badGateway: 8_000,
  unavailable: 10_000,
  wrongType: 10_000,
  offline: 8_000,
} as const

export type BadDayName = keyof typeof badDayDurations

export const badDayNames = Object.keys(badDayDurations) as BadDayName[]
