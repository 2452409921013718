import type { HttpBindings } from '@hono/node-server'
import { Hono, type MiddlewareHandler } from 'hono'
import { z } from 'zod'
import { createChats, Messages } from './chats.ts'
import type { createFollow } from './follow.ts'
import type { WireFormat } from './runs.ts'
import type { WireEvent } from './sequence.ts'
import { bodyOf } from './validate.ts'

type Env = { Bindings: HttpBindings }

const RunInput = z.object({ threadId: z.string().min(1).max(40), messages: Messages })

const event = (value: object): WireEvent => ({ data: JSON.stringify(value) })

/** The events of an AG-UI agent, a JSON each. */
const format: WireFormat = {
  begin: (id) => [
    event({ type: 'RUN_STARTED', threadId: id, runId: id }),
    event({ type: 'TEXT_MESSAGE_START', messageId: id, role: 'assistant' }),
  ],
  token: (delta, id) => event({ type: 'TEXT_MESSAGE_CONTENT', messageId: id, delta }),
  end: (id) => [
    event({ type: 'TEXT_MESSAGE_END', messageId: id }),
    event({ type: 'RUN_FINISHED', threadId: id, runId: id }),
  ],
}

/** Runs an agent of AG-UI, on the routes that the agent of our recipe asks. */
export function createAgUi(
  stream: MiddlewareHandler<Env>,
  follow: ReturnType<typeof createFollow>,
) {
  const chats = createChats(format, follow)
  return new Hono<Env>()
    .post('/', stream, async (c) => {
      const { threadId, messages } = await bodyOf(c, RunInput)
      return chats.ask(c, threadId, messages)
    })
    .get('/:id/messages', (c) => chats.messages(c, c.req.param('id')))
    .get('/:id', stream, (c) => chats.send(c, c.req.param('id')))
    .delete('/:id', (c) => chats.stop(c, c.req.param('id')))
}
