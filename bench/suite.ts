/** What one suite found, as data: `main.ts` writes all of it. */
export interface SuiteResult {
  readonly title: string
  /** How it was measured, in a sentence or two for readers of the docs. */
  readonly method: string
  readonly tables: readonly Table[]
  readonly charts: readonly Chart[]
  /** The goals of the project that this suite measures. */
  readonly goals: readonly Goal[]
  /**
   * What cannot be noise: an event lost, a commit or a connection too many, a size over budget,
   * time that grows faster than the work.
   */
  readonly faults: readonly string[]
}

export interface Table {
  readonly caption: string
  readonly columns: readonly string[]
  /**
   * The first cell names what was measured; a number is written with two or three significant
   * digits.
   */
  readonly rows: readonly (readonly (string | number | null)[])[]
}

/** Horizontal bars, one per row, to compare costs. */
export interface Chart {
  /** The name of the file in `docs/public/bench`, without its ending. */
  readonly name: string
  readonly title: string
  readonly unit: string
  readonly bars: readonly {
    readonly label: string
    readonly value: number
    readonly ours?: boolean
  }[]
}

export interface Goal {
  readonly what: string
  readonly goal: string
  readonly reached: string
  readonly met: boolean
}

export interface BenchContext {
  /** A short form for CI: fewer rounds, smaller work, the same faults. */
  readonly quick: boolean
  /** Reports progress to the terminal. */
  log(line: string): void
}

export type Suite = (context: BenchContext) => Promise<SuiteResult>
