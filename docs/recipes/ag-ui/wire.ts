import { EventType } from '@ag-ui/client'
import type { AGUIEvent, RunAgentInput } from '@ag-ui/client'
import type { WireFormat } from '../server/runServer.ts'

/** The deltas of each answer. */
export const tokens: readonly string[] = Array.from(
  { length: 20 },
  (_, index) => `token ${index} `,
)

/** The text of each answer. */
export const wholeText: string = tokens.join('')

/** The events of an AG-UI agent, a JSON each. The newest run of a thread is found by the thread. */
export const wire: WireFormat<RunAgentInput> = {
  runIdOf: ({ threadId }) => threadId,
  answer({ threadId, runId }) {
    const messageId = `answer of ${runId}`
    return eventsOf([
      { type: EventType.RUN_STARTED, threadId, runId },
      { type: EventType.TEXT_MESSAGE_START, messageId, role: 'assistant' },
      ...tokens.map(
        (delta) =>
          ({ type: EventType.TEXT_MESSAGE_CONTENT, messageId, delta }) as const,
      ),
      { type: EventType.TEXT_MESSAGE_END, messageId },
      { type: EventType.RUN_FINISHED, threadId, runId },
    ])
  },
  stopped: eventsOf([
    { type: EventType.RUN_ERROR, message: 'Stopped', code: 'abort' },
  ]),
}

export function eventsOf(events: readonly AGUIEvent[]): string[] {
  return events.map((event) => `data: ${JSON.stringify(event)}`)
}
