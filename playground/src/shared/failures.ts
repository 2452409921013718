/**
 * Every failure of the server, and how many milliseconds it lasts at pace 1: 0 for one that is over
 * as soon as it has happened.
 */
export const failureDurations = {
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

export type FailureName = keyof typeof failureDurations

export const failureNames = Object.keys(failureDurations) as FailureName[]
