import type OpenAI from 'openai'
import { passOn } from '../shared/passOn.ts'

/** POST /api/chat */
export async function answerChat(
  openai: OpenAI,
  request: Request,
): Promise<Response> {
  const { messages } = await request.json()
  return passOn(
    openai.chat.completions.create(
      {
        model: 'gpt-5.1',
        messages,
        stream: true,
        stream_options: { include_usage: true },
      },
      // Hanging up stops the model.
      { signal: request.signal },
    ),
  )
}

/** POST /api/responses */
export async function startResponse(
  openai: OpenAI,
  request: Request,
): Promise<Response> {
  const { input } = await request.json()
  return passOn(
    openai.responses.create({
      model: 'gpt-5.1',
      input,
      stream: true,
      // Hanging up does not stop the model.
      background: true,
    }),
  )
}

/** GET /api/responses/:id?after=17, for the user whose response it is. */
export function continueResponse(
  openai: OpenAI,
  id: string,
  after: string | null,
): Promise<Response> {
  return passOn(
    openai.responses.retrieve(id, {
      stream: true,
      ...(after !== null && { starting_after: Number(after) }),
    }),
  )
}

/** POST /api/responses/:id/cancel, for the same user. */
export async function cancelResponse(
  openai: OpenAI,
  id: string,
): Promise<Response> {
  await openai.responses.cancel(id)
  return new Response(null, { status: 204 })
}
