import type { Outcome } from '../playScenario.ts'
import type { ScenarioName } from '../scenarios.ts'

/** What one page plays, side by side. */
export type Plan = readonly PlannedServer[]

export interface PlannedServer {
  readonly folder: string
  readonly origin: string
  readonly names: readonly ScenarioName[]
}

/** What became of the scenarios of each server, by its folder. */
export type Outcomes = Readonly<Record<string, Outcome>>
