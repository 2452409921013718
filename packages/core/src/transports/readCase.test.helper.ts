import type { ScriptedServerRemote, Step } from '@use-event-source/testing'
import { cases } from '../../conformance/cases.ts'
import type { ConformanceCase } from '../../conformance/cases.ts'
import type { Interpretation } from '../../conformance/reference.ts'
import { requestOf } from './requestOf.test.helper.ts'
import type { RawEvent, Transport } from './transport.ts'

/** Reads a case from the server until the stream ends. */
export function readCase(transport: Transport, url: string): Promise<Interpretation> {
  return new Promise((resolve) => {
    const events: RawEvent[] = []
    const retry: number[] = []
    let lastEventId = ''
    transport(requestOf(url), (signal) => {
      if (signal.kind === 'event') {
        events.push(signal.event)
        lastEventId = signal.event.lastEventId
      }
      if (signal.kind === 'id') lastEventId = signal.lastEventId
      if (signal.kind === 'retry') retry.push(signal.delay)
      if (signal.kind === 'lost') resolve({ events, retry, lastEventId })
    })
  })
}

/**
 * Reads all cases and returns what each of them was read as, by name, beside what the standard
 * says.
 */
export async function readAll(
  server: ScriptedServerRemote,
  stepsOf: (one: ConformanceCase) => readonly Step[],
  read: (url: string, expected: ConformanceCase) => Promise<Partial<Interpretation>>,
  // A few at a time: a browser keeps six connections to a server.
  atOnce = 4,
) {
  const found: Record<string, Partial<Interpretation>> = {}
  const queue = cases.values()
  const worker = async () => {
    for (const one of queue) found[one.name] = await read(server.url(...stepsOf(one)), one)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return found
}

/** What the standard says of all cases. */
export const expected = Object.fromEntries(
  cases.map(({ name, events, retry, lastEventId }) => [name, { events, retry, lastEventId }]),
)
