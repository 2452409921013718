/** How an answer ends. */
export type Course = 'end_turn' | 'max_tokens' | 'error'

const words = ['Because', ' blue', ' light', ' is', ' scattered', ' by', ' the', ' air', '.']

/** What every answer says. */
export const sentence: string = words.join('')

/** The events of a message, as its API documents them. */
export function messageWire(course: Course): readonly string[] {
  const usage = { input_tokens: 5, output_tokens: 1 }
  const message = {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    content: [],
    stop_reason: null,
    usage,
  }
  const delta = (text: string) => ({
    type: 'content_block_delta',
    index: 0,
    delta: { type: 'text_delta', text },
  })
  const end = [
    { type: 'content_block_stop', index: 0 },
    {
      type: 'message_delta',
      delta: { stop_reason: course, stop_sequence: null },
      usage: { output_tokens: 9 },
    },
    { type: 'message_stop' },
  ]
  const error = { type: 'overloaded_error', message: 'Overloaded' }
  const events = [
    { type: 'message_start', message },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'ping' },
    ...words.map(delta),
    ...(course === 'error' ? [{ type: 'error', error }] : end),
  ]
  return events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
}
