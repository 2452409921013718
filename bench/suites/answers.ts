import { inNode } from '../program.ts'
import type { AnswersReport, AnswersTask } from '../programs/answersProgram.ts'
import type { BenchContext, SuiteResult } from '../suite.ts'

const cutEvery = 10

const contestants: readonly (Omit<AnswersTask, 'cutEvery'> & { readonly name: string })[] = [
  { name: 'AI SDK, its DefaultChatTransport', sdk: 'AI SDK', ours: false },
  { name: 'AI SDK, our transport', sdk: 'AI SDK', ours: true },
  { name: 'AG-UI, its HttpAgent', sdk: 'AG-UI', ours: false },
  { name: 'AG-UI, our agent', sdk: 'AG-UI', ours: true },
]

/** Whether answers survive a line that breaks, by the means of their SDK and by ours. */
export async function answers({ log }: BenchContext): Promise<SuiteResult> {
  const runner = await inNode<AnswersTask, AnswersReport>('answersProgram')
  try {
    const found: (AnswersReport & { name: string; ours: boolean })[] = []
    for (const { name, sdk, ours } of contestants) {
      log(`  ${name}`)
      found.push({ name, ours, ...(await runner.run({ sdk, ours, cutEvery })) })
    }
    return {
      title: 'Answers over a line that breaks',
      method:
        `Node, against a server that destroys the socket after ${cutEvery} events that it has not sent before, and ` +
        'goes on writing the answer. Its events have ids, and a GET with the last one gets the rest. ' +
        'Each SDK reads the same answer twice: by what it brings, and by the recipe of this site.',
      tables: [
        {
          caption: `Parts of the text that arrive, cut every ${cutEvery} events`,
          columns: ['', 'sent', 'delivered', 'delivered twice', 'requests', 'how it ended'],
          rows: found.map(({ name, sent, delivered, twice, requests, ending }) => [
            name,
            sent,
            delivered,
            twice,
            requests,
            ending,
          ]),
        },
      ],
      charts: [],
      goals: [],
      faults: found
        .filter(({ ours, isWhole }) => ours && !isWhole)
        .map(({ name, delivered, sent }) => `${name} delivered ${delivered} of ${sent}, or others`),
    }
  } finally {
    await runner.close()
  }
}
