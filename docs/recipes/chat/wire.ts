import type { WireFormat } from '../server/runServer.ts'
import type { Question } from './answer.ts'

export const tokens: readonly string[] = Array.from(
  { length: 20 },
  (_, index) => `token ${index} `,
)

/** The text of each answer. */
export const wholeText: string = tokens.join('')

/** An event `token` for each part of the text, and `done` at the end. */
export const wire: WireFormat<Question> = {
  runIdOf: ({ id }) => id,
  answer: () => [...tokens.map(eventOf), 'event: done\ndata:'],
  stopped: ['event: done\ndata: stopped'],
}

function eventOf(token: string): string {
  return `event: token\ndata: ${JSON.stringify(token)}`
}
