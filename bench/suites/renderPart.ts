import { spreadOf } from '../measure.ts'
import type { Goal, SuiteResult } from '../suite.ts'

/** What a part of the suite found. */
export type RenderPart = Pick<SuiteResult, 'tables' | 'charts' | 'goals' | 'faults'>

/** Runs the work of all contestants in each round, each round beginning with another one. */
export async function inTurn<Contestant>(
  contestants: readonly Contestant[],
  rounds: number,
  work: (contestant: Contestant, round: number) => Promise<void>,
): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const start = round % contestants.length
    for (const contestant of [...contestants.slice(start), ...contestants.slice(0, start)])
      await work(contestant, round)
  }
}

/** Compares round by round, because runs of the same minute share the same disturbances. */
export const ratioOf = (own: readonly number[], others: readonly number[]): number =>
  spreadOf(own.map((cost, round) => cost / (others[round] ?? NaN))).median

export const atMost = (what: string, goal: number, reached: number): Goal => ({
  what,
  goal: `<= ${brief(goal)}`,
  reached: String(brief(reached)),
  met: reached <= goal,
})

/** Rounds to the digits that can be trusted. */
export const brief = (number: number): number =>
  Math.abs(number) < 10 ? Math.round(number * 100) / 100 : Math.round(number)
