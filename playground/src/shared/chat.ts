import { ask as askModel, type Answer } from '../../../docs/recipes/shared/answer.ts'
import { watch } from './watched.ts'

/** One question, and the request that answers it. */
export interface Turn {
  readonly id: number
  readonly prompt: string
  readonly answer: Answer
}

let turns = 0

export function ask(prompt: string): Turn {
  const answer = askModel(prompt)
  watch({ name: 'chat', source: answer, canClose: true })
  return { id: ++turns, prompt, answer }
}

export const suggestions = [
  'How does it reconnect?',
  'Why not a WebSocket?',
  'What if ten thousand events come at once?',
] as const
