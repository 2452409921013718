import type { HttpBindings } from '@hono/node-server'
import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { z } from 'zod'
import { longestPrompt } from '../src/shared/wire.ts'
import type { createFollow } from './follow.ts'
import { createRuns } from './runs.ts'
import type { WireFormat } from './runs.ts'
import { bodyOf } from './validate.ts'

type Env = { Bindings: HttpBindings }

const Question = z.object({
  /** The name of the answer, which its page chooses. */
  id: z.string().min(1).max(40),
  prompt: z.string().trim().min(1).max(longestPrompt),
})

const format: WireFormat = {
  begin: () => [],
  token: (token) => ({ type: 'token', data: JSON.stringify(token) }),
  end: (_, isStopped) => [{ type: 'done', data: isStopped ? 'stopped' : '' }],
}

/**
 * Answers questions. A POST starts an answer and sends it, a GET sends it again from any event on,
 * and a DELETE stops it. A closed connection does not.
 */
export function createAnswers(
  stream: MiddlewareHandler<Env>,
  follow: ReturnType<typeof createFollow>,
) {
  const runs = createRuns(format)

  function send(c: Context<Env>, id: string) {
    const log = runs.logOf(id)
    return log ? follow(c, log) : c.body(null, 204)
  }

  return new Hono<Env>()
    .post('/', stream, async (c) => {
      const { id, prompt } = await bodyOf(c, Question)
      runs.start(id, prompt)
      return send(c, id)
    })
    .get('/:id', stream, (c) => send(c, c.req.param('id')))
    .delete('/:id', (c) => {
      runs.stop(c.req.param('id'))
      return c.body(null, 204)
    })
}
