import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Delta } from '../src/shared/wire.ts'
import { answerTo } from './answers.ts'
import type { BadDays } from './badDays.ts'
import { chance } from './chance.ts'

/** Streams an answer token by token, as the servers of language models do, until it ends or the client leaves. */
export function chat(c: Context<{ Bindings: HttpBindings }>, prompt: string, badDays: BadDays): Response {
  const tokens = answerTo(prompt).match(/\s*\S{1,7}/g) ?? []
  return streamSSE(c, async (stream) => {
    for (const [index, token] of tokens.entries()) {
      const delta: Delta = { delta: token }
      await stream.writeSSE({ data: JSON.stringify(delta) })
      // Uneven on purpose: a model does not type like a metronome.
      await stream.sleep(badDays.silent() + 10 + 40 * chance(index) ** 3)
      if (stream.aborted) return
    }
    await stream.writeSSE({ data: '[DONE]' })
  })
}
