/**
 * What is timed: does its work once and returns something of the result, so that no compiler can
 * leave the work out.
 */
export interface Case {
  readonly name: string
  readonly run: () => unknown
}

/** A median, and the quartiles around it. */
export interface Spread {
  readonly median: number
  readonly low: number
  readonly high: number
}

export interface Measured {
  readonly name: string
  /** Milliseconds for one run. */
  readonly time: Spread
  /** The shortest time of all rounds, in milliseconds: what is left when nothing disturbs. */
  readonly best: number
  /**
   * How often it could have run in the time of the first case, round by round: above 1 it is
   * faster.
   */
  readonly ratio: Spread
}

export interface MeasureOptions {
  readonly rounds: number
  /**
   * Milliseconds of measured time after which no further round begins; three are made in any case.
   *
   * @default 3000
   */
  readonly budget?: number
  /**
   * Milliseconds that one sample takes at least: shorter cases run several times in it.
   *
   * @default 4
   */
  readonly sample?: number
  /** Milliseconds that each case runs before it is timed. @default 100 */
  readonly warmUp?: number
}

/**
 * Runs the cases in turn, round by round: A B C, B C A, and so on. The first case is what the
 * others are compared with.
 *
 * On a shared machine some seconds are slower than others, for all that runs in them. So cases are
 * compared within a round, and the result is the median of the rounds.
 */
export async function measure(
  cases: readonly Case[],
  options: MeasureOptions,
): Promise<readonly Measured[]> {
  const { rounds, budget = 3000, sample = 4, warmUp = 100 } = options
  const repeats: number[] = []
  for (const each of cases) repeats.push(await warm(each, warmUp, sample))
  const times: number[][] = cases.map(() => [])
  let spent = 0
  for (let round = 0; round < rounds && (round < 3 || spent < budget); round++) {
    for (let turn = 0; turn < cases.length; turn++) {
      const index = (turn + round) % cases.length
      const time = await timeOf(cases[index] as Case, repeats[index] ?? 1)
      times[index]?.push(time)
      spent += time * (repeats[index] ?? 1)
    }
  }
  const reference = times[0] ?? []
  return cases.map(({ name }, index) => {
    const own = times[index] ?? []
    const ratios = own.map((time, round) => (reference[round] ?? NaN) / time)
    return { name, time: spreadOf(own), best: Math.min(...own), ratio: spreadOf(ratios) }
  })
}

/**
 * Runs until the compiler has seen enough of it, and returns how many runs fill a sample.
 *
 * It doubles them rather than divide by the time of one: to a clock of whole milliseconds, as in
 * Firefox, a short run takes none at all.
 */
async function warm(each: Case, time: number, sample: number): Promise<number> {
  let repeats = 1
  for (let spent = 0; ;) {
    const taken = (await timeOf(each, repeats)) * repeats
    spent += taken
    if (taken < sample) repeats *= 2
    else if (spent >= time) return repeats
  }
}

async function timeOf({ run }: Case, repeats: number): Promise<number> {
  const start = await clock()
  for (let count = 0; count < repeats; count++) {
    const result = run()
    blackhole.last = result instanceof Promise ? await result : result
  }
  return ((await clock()) - start) / repeats
}

/**
 * Milliseconds of processor time, so that what else runs on the machine does not count. A page
 * cannot read its own, and requests it where that is possible.
 */
export const clock: () => number | Promise<number> =
  (globalThis as { readonly threadTime?: () => Promise<number> }).threadTime ??
  (typeof process === 'object'
    ? () => {
        const { user, system } = process.cpuUsage()
        return (user + system) / 1000
      }
    : () => performance.now())

/** Where every result goes: what can be reached from outside has to be written. */
const blackhole: { last: unknown } = { last: null }
Object.assign(globalThis, { blackhole })

export function spreadOf(numbers: readonly number[]): Spread {
  const sorted = numbers.toSorted((a, b) => a - b)
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN
  return { median: at(0.5), low: at(0.25), high: at(0.75) }
}
