import type { Outcome } from './playScenario.ts'
import { scenarios } from './scenarios.ts'
import type { ScenarioName } from './scenarios.ts'
import type { Listed } from './servers.ts'

/** What the docs say of a server. */
export interface ServerResult {
  readonly language: string
  readonly name: string
  readonly version: string
  readonly passed: number
  readonly failed: number
  /** What it cannot show, and why. */
  readonly without: Readonly<Record<string, string>>
  readonly needs: string
}

export function serverResult(server: Listed, version: string, outcome: Outcome): ServerResult {
  const reasons = Object.values(outcome)
  const failed = reasons.filter((reason) => reason !== null).length
  const { language, name, needs, without = {} } = server
  const left = Object.entries(without).map(([scenario, why]) => [
    scenarios[scenario as ScenarioName].shows,
    why,
  ])
  return {
    language,
    name,
    version,
    passed: reasons.length - failed,
    failed,
    without: Object.fromEntries(left),
    needs,
  }
}
