import {
  createConversation,
  type Conversation,
  type Turn,
} from '../../../docs/recipes/chat/conversation.ts'
import { session } from './session.ts'

/** Makes a chat that a reload of this page continues. */
export function createChat(name: string): Conversation {
  const storage = globalThis.sessionStorage
  return createConversation({ api: '/api/answers', storage, name, client: session })
}

export const suggestions = [
  'How does it reconnect?',
  'Why not a WebSocket?',
  'What if ten thousand events come at once?',
] as const

/** How the last turn has ended. */
export function endOf(turn: Turn | undefined): string {
  if (!turn) return 'Ask something'
  return turn.isStopped ? 'Stopped' : 'Complete'
}
