import type { Found } from './play.ts'
import type { Outcomes } from './plan.ts'

interface Counts {
  readonly passed: number
  readonly failed: number
}

/** What the docs say of an engine. */
export interface EngineResult {
  readonly name: string
  readonly servers: readonly string[]
  readonly same: Counts
  readonly other: Counts
}

export function engineResult(name: string, servers: readonly string[], found: Found): EngineResult {
  return { name, servers, same: countsOf(found.same), other: countsOf(found.other) }
}

function countsOf(outcomes: Outcomes): Counts {
  const reasons = Object.values(outcomes).flatMap((outcome) => Object.values(outcome))
  const failed = reasons.filter((reason) => reason !== null).length
  return { passed: reasons.length - failed, failed }
}
