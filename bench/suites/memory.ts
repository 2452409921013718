import { inChromium, inNode } from '../program.ts'
import type { KeptShape, MemoryReport, MemoryTask } from '../programs/memoryProgram.ts'
import type { BenchContext, SuiteResult } from '../suite.ts'

const shapes: readonly KeptShape[] = [
  'close together',
  'one event per chunk',
  'one of each 64 KB chunk',
]
const listeners = ['a Set', 'ours', 'nanostores']
const connections = [
  'fetch alone',
  'ours, a connection',
  'ours, one more store on it',
  'eventsource',
  'eventsource-client',
]
const keepers = ['ours', 'eventsource-parser']

/**
 * How much a million events may leave after a collection: caches and compiled code, and nothing for
 * each event.
 */
const tolerance = 2 ** 21

export async function memory({ quick, log }: BenchContext): Promise<SuiteResult> {
  const runner = await inNode<MemoryTask, MemoryReport>('memoryProgram', ['--expose-gc'])
  const run = async (task: MemoryTask) => {
    const report = await runner.run(task)
    log(`  ${Object.values(task).join(', ')}: ${Math.round(report.bytes)} B`)
    return report
  }
  try {
    const events = quick ? 100_000 : 1_000_000
    const grown = await run({ part: 'growth', events })
    const perListener: number[] = []
    for (const name of listeners) {
      perListener.push(
        (await run({ part: 'listeners', name, count: quick ? 10_000 : 100_000 })).bytes,
      )
    }
    const perConnection: number[] = []
    for (const name of connections)
      perConnection.push((await run({ part: 'connections', name, count: 1000 })).bytes)
    const kept: MemoryReport[][] = []
    for (const shape of shapes) {
      const row: MemoryReport[] = []
      for (const name of keepers) row.push(await run({ part: 'kept', name, shape }))
      kept.push(row)
    }
    const inPage = quick ? [] : await keptInPage(log)
    const worst = (of: readonly (readonly MemoryReport[])[]) =>
      Math.max(...of.map(([ours]) => ours?.bytes ?? NaN))

    return {
      title: 'Memory',
      method:
        'Node, the heap and what belongs to it after a collection, each row in a process of its own (in Chromium, a page). ' +
        `Kept: the data of 1,000 LLM tokens of ${tokenSize} characters, while everything else may go.`,
      tables: [
        {
          caption: 'Bytes for each listener, the function itself included',
          columns: ['name', 'bytes'],
          rows: listeners.map((name, index) => [name, Math.round(perListener[index] ?? NaN)]),
        },
        {
          caption: 'Bytes for each of 1,000 open streams with one listener',
          columns: ['name', 'bytes'],
          rows: connections.map((name, index) => [name, Math.round(perConnection[index] ?? NaN)]),
        },
        {
          caption: 'Bytes for each of 1,000 events that are kept',
          columns: [
            'which events',
            ...keepers,
            ...(quick ? [] : keepers.map((name) => `${name}, in Chromium`)),
          ],
          rows: shapes.map((shape, index) => [
            shape,
            ...[...(kept[index] ?? []), ...(inPage[index] ?? [])].map(({ bytes }) =>
              Math.round(bytes),
            ),
          ]),
        },
        {
          caption: 'What a long stream leaves behind',
          columns: ['events', 'bytes more than after the first tenth'],
          rows: [[events.toLocaleString('en'), Math.round(grown.bytes)]],
        },
      ],
      charts: [],
      goals: [
        ...[
          ['1,000 small events kept, in the worst of three shapes', 1024, worst(kept)] as const,
          ...(quick ? [] : [['the same in Chromium', 16_384, worst(inPage)] as const]),
          ['an open stream', 32_000, perConnection[1] ?? NaN] as const,
          ['one more store on it', 2300, perConnection[2] ?? NaN] as const,
        ].map(([what, goal, bytes]) => ({
          what: `bytes of heap: ${what}`,
          goal: `at most ${goal.toLocaleString('en')} B each`,
          reached: `${Math.round(bytes)} B`,
          met: bytes <= goal,
        })),
        {
          what: `the heap after ${events.toLocaleString('en')} events`,
          goal: 'no more than after the first tenth, within 2 MB',
          reached: `${Math.round(grown.bytes / 1024)} KB more`,
          met: grown.bytes < tolerance,
        },
      ],
      faults: [
        ...(grown.missing
          ? [`${grown.missing} of ${events} events did not reach the listener`]
          : []),
        ...(grown.bytes > tolerance
          ? [`The heap grew by ${Math.round(grown.bytes / 1024)} KB in ${events} events`]
          : []),
      ],
    }
  } finally {
    await runner.close()
  }
}

/** The events that are kept, in a page: each row in one of its own. */
async function keptInPage(log: BenchContext['log']): Promise<MemoryReport[][]> {
  const runner = await inChromium<MemoryTask, MemoryReport>('memoryProgram', [
    '--js-flags=--expose-gc',
    '--enable-precise-memory-info',
  ])
  try {
    const kept: MemoryReport[][] = []
    for (const shape of shapes) {
      const row: MemoryReport[] = []
      for (const name of keepers) row.push(await runner.run({ part: 'kept', name, shape }))
      log(
        `  in Chromium, kept, ${shape}: ${row.map(({ bytes }) => Math.round(bytes)).join(', ')} B`,
      )
      kept.push(row)
    }
    return kept
  } finally {
    await runner.close()
  }
}

/** The length of the data of one token in `workloads.ts`. */
const tokenSize = 234
