import { spreadOf } from '../measure.ts'
import type { Goal, SuiteResult } from '../suite.ts'

/** What a part of the suite found. */
export type RenderPart = Pick<SuiteResult, 'tables' | 'charts' | 'goals' | 'faults'>

/** Lets everybody do their turn in each round, and somebody else begin. */
export async function inTurn<Contestant>(
  everybody: readonly Contestant[],
  rounds: number,
  work: (contestant: Contestant, round: number) => Promise<void>,
): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const start = round % everybody.length
    for (const contestant of [...everybody.slice(start), ...everybody.slice(0, start)]) await work(contestant, round)
  }
}

/** Compares round by round, because what ran in the same minute suffered the same. */
export const ratioOf = (own: readonly number[], others: readonly number[]): number =>
  spreadOf(own.map((cost, round) => cost / (others[round] ?? NaN))).median

export const atMost = (what: string, goal: number, reached: number): Goal => ({
  what,
  goal: `<= ${brief(goal)}`,
  reached: String(brief(reached)),
  met: reached <= goal,
})

/** Rounds to what can be trusted. */
export const brief = (number: number): number =>
  Math.abs(number) < 10 ? Math.round(number * 100) / 100 : Math.round(number)
