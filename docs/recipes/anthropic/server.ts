import type Anthropic from '@anthropic-ai/sdk'
import { passOn } from '../shared/passOn.ts'

/** POST /api/messages */
export async function answerMessages(
  anthropic: Anthropic,
  request: Request,
): Promise<Response> {
  const { messages } = await request.json()
  return passOn(
    anthropic.messages.create(
      { model: 'claude-sonnet-5', max_tokens: 4096, messages, stream: true },
      // Hanging up stops the model.
      { signal: request.signal },
    ),
  )
}
