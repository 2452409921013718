/** Lines in chunks: adding one copies a chunk, not ten thousand lines, and only the last chunk renders again. */
export type Log<Line> = readonly Chunk<Line>[]

export interface Chunk<Line> {
  /** The number of the chunk since the start: a stable key, also when older chunks are dropped. */
  readonly number: number
  readonly lines: readonly Line[]
}

/** How many lines a chunk may have. */
export const chunkSize = 100

/** Adds a line at the end. With more than `most` lines, the oldest chunk goes. */
export function addLine<Line>(
  log: Log<Line>,
  line: Line,
  most = 10_000,
): Log<Line> {
  const last = log.at(-1) ?? { number: 0, lines: [] }
  if (last.lines.length < chunkSize)
    return [...log.slice(0, -1), { ...last, lines: [...last.lines, line] }]
  return [...log, { number: last.number + 1, lines: [line] }].slice(
    -Math.ceil(most / chunkSize),
  )
}

export const noLines: Log<string> = []

export const logReducers = {
  line: (log: Log<string>, event: { data: string }) => addLine(log, event.data),
}
