import type { ResumingChat } from '../../../docs/recipes/ai-sdk/ResumingChat.tsx'
import type { Answer } from '../../../docs/recipes/ai-sdk/resumingTransport.ts'
import { savedId } from './savedId.ts'
import { watchAnswer } from './watchAnswer.ts'

export const api = '/api/aiSdk'

type Messages = NonNullable<Parameters<typeof ResumingChat>[0]['messages']>

/** A chat up to its newest question: the answer to it is read from its stream. */
export interface SavedChat {
  readonly id: string
  readonly messages: Messages
}

export async function loadChat(name: string): Promise<SavedChat> {
  const id = savedId(name)
  const response = await fetch(`${api}/${id}`)
  return { id, messages: (await response.json()) as Messages }
}

export const onAnswer = (answer: Answer) => watchAnswer('aiSdk', answer)
