/** How an answer ends. */
export type Course = 'completed' | 'incomplete' | 'failed' | 'error'

const words = ['Because', ' blue', ' light', ' is', ' scattered', ' by', ' the', ' air', '.']

/** What every answer says that is whole. */
export const sentence: string = words.join('')

/** The events of a chat completion, as its API documents them. */
export function chatWire(course: Course): readonly string[] {
  const chunk = (more: object) => ({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1_764_000_000,
    model: 'gpt-5.1',
    ...more,
  })
  const choice = (delta: object, finish_reason: string | null = null) =>
    chunk({ choices: [{ index: 0, delta, logprobs: null, finish_reason }], usage: null })
  const usage = { prompt_tokens: 5, completion_tokens: 9, total_tokens: 14 }
  const end = [choice({}, course === 'incomplete' ? 'length' : 'stop'), chunk({ choices: [], usage })]
  const error = {
    message: 'The server had an error.',
    type: 'server_error',
    param: null,
    code: null,
  }
  const chunks = [
    choice({ role: 'assistant', content: '' }),
    ...words.map((content) => choice({ content })),
    ...(course === 'failed' || course === 'error' ? [{ error }] : end),
  ]
  return [...chunks.map((data) => JSON.stringify(data)), '[DONE]'].map((data) => `data: ${data}\n\n`)
}

/** The events of a response, as its API documents them. */
export function responseWire(id: string, course: Course): readonly string[] {
  const response = { id, object: 'response', model: 'gpt-5.1', background: true, output: [] }
  const item = { item_id: 'msg_1', output_index: 0, content_index: 0 }
  const error = { code: 'server_error', message: 'The model failed.' }
  const ends = {
    completed: { response: { ...response, status: 'completed', usage: { total_tokens: 14 } } },
    incomplete: {
      response: {
        ...response,
        status: 'incomplete',
        incomplete_details: { reason: 'max_output_tokens' },
      },
    },
    failed: { response: { ...response, status: 'failed', error } },
    error: { ...error, param: null },
  }
  const events: readonly { readonly type: string }[] = [
    { type: 'response.created', response: { ...response, status: 'queued' } } as { type: string },
    { type: 'response.in_progress', response: { ...response, status: 'in_progress' } } as {
      type: string
    },
    ...words.map((delta) => ({ type: 'response.output_text.delta', ...item, delta, logprobs: [] })),
    { type: 'response.output_text.done', ...item, text: sentence, logprobs: [] } as {
      type: string
    },
    { type: course === 'error' ? 'error' : `response.${course}`, ...ends[course] },
  ]
  return events.map(
    (event, sequence_number) => `event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number })}\n\n`,
  )
}
