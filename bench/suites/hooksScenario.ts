import type { Page } from '../browser/launchBrowser.ts'
import type { Contestant } from '../browser/contestants.ts'
import type { Stage } from '../browser/stage.ts'
import type { Setup } from '../browser/pages/page.ts'
import type { Answer, ServerStream } from '../browser/server.ts'

/** One cell of the table. */
export interface Finding {
  readonly row: string
  readonly value: string | number
  /** Whether this is what the library promises. */
  readonly kept: boolean
}

/** Plays a scenario with one contestant, and returns what was found. */
export type Scenario = (
  stage: Stage,
  contestant: Contestant,
  quick: boolean,
) => Promise<readonly Finding[]>

export const answered = (kept: boolean, row: string): Finding => ({
  row,
  value: kept ? 'yes' : 'no',
  kept,
})
export const counted = (value: number, promised: number, row: string): Finding => ({
  row,
  value,
  kept: value === promised,
})

/** Opens a page with one component that counts, on a stream of its own. */
export function withStream<Value>(
  { server, withPage }: Stage,
  { bundle }: Contestant,
  work: (scene: { page: Page; stream: ServerStream; setup: Setup }) => Promise<Value>,
  { answer, ...rest }: Partial<Setup> & { answer?: Answer } = {},
): Promise<Value> {
  return withPage(
    bundle,
    async (page) => {
      const stream = server.stream(answer)
      const setup: Setup = {
        url: stream.path,
        types: ['message'],
        count: 1,
        component: 'Counted',
        ...rest,
      }
      await page.call('mount', setup)
      return work({ page, stream, setup })
    },
    rest.strict ? 'development' : 'production',
  )
}

export const seenBy = async (page: Page) => (await page.call('notes')).seen
