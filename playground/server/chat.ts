import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import { answerTo } from './answers.ts'
import { chance } from './chance.ts'

/**
 * Streams an answer token by token, as the servers of language models do, until it ends or the
 * client leaves.
 *
 * Each token is numbered by its id. The same request with the id of a token gets the rest: nothing
 * has to be kept.
 */
export function chat(c: Context<{ Bindings: HttpBindings }>, prompt: string): Response {
  const tokens = answerTo(prompt).match(/\s*\S{1,7}/g) ?? []
  const lastEventId = c.req.header('last-event-id') ?? ''
  const first = /^\d{1,6}$/.test(lastEventId) ? Number(lastEventId) : 0
  return streamSSE(c, async (stream) => {
    for (const [index, token] of tokens.entries()) {
      if (index < first) continue
      await stream.writeSSE({ id: String(index + 1), event: 'token', data: JSON.stringify(token) })
      // Uneven on purpose, as the tokens of a model are.
      await stream.sleep(10 + 40 * chance(index) ** 3)
      if (stream.aborted) return
    }
    await stream.writeSSE({ event: 'done', data: '' })
  })
}
