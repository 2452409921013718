import type { HttpBindings } from '@hono/node-server'
import { Hono, type MiddlewareHandler } from 'hono'
import { z } from 'zod'
import { createChats, Messages } from './chats.ts'
import type { createFollow } from './follow.ts'
import type { WireFormat } from './runs.ts'
import type { WireEvent } from './sequence.ts'
import { bodyOf } from './validate.ts'

type Env = { Bindings: HttpBindings }

const Question = z.object({ id: z.string().min(1).max(40), messages: Messages })

const chunk = (value: object): WireEvent => ({ data: JSON.stringify(value) })

/** The UI message stream of the AI SDK: a chunk per event, and `[DONE]` at the end. */
const format: WireFormat = {
  begin: (id) => [
    chunk({ type: 'start', messageId: id }),
    chunk({ type: 'text-start', id: 'text' }),
  ],
  token: (delta) => chunk({ type: 'text-delta', id: 'text', delta }),
  end: (_, isStopped) => [
    chunk({ type: 'text-end', id: 'text' }),
    chunk(isStopped ? { type: 'abort', reason: 'stopped' } : { type: 'finish' }),
    { data: '[DONE]' },
  ],
}

/** Answers a chat of the AI SDK, on the routes of its `DefaultChatTransport`. */
export function createAiSdk(
  stream: MiddlewareHandler<Env>,
  follow: ReturnType<typeof createFollow>,
) {
  const chats = createChats(format, follow)
  return new Hono<Env>()
    .post('/', stream, async (c) => {
      const { id, messages } = await bodyOf(c, Question)
      return chats.ask(c, id, messages)
    })
    .get('/:id', (c) => chats.messages(c, c.req.param('id')))
    .get('/:id/stream', stream, (c) => chats.send(c, c.req.param('id')))
    .delete('/:id/stream', (c) => chats.stop(c, c.req.param('id')))
}
