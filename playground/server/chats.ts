import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { z } from 'zod'
import { longestPrompt } from '../src/shared/wire.ts'
import type { createFollow } from './follow.ts'
import { createRuns } from './runs.ts'
import type { WireFormat } from './runs.ts'

type Env = { Bindings: HttpBindings }

/** How many chats are remembered: the oldest goes, so that they cannot grow. */
const mostChats = 100

interface Chat {
  /** All up to the newest question. */
  readonly messages: readonly unknown[]
  readonly run: string
}

/** What a request to a chat has in it, beside what only its protocol needs. */
export const Messages = z
  .array(
    z.looseObject({
      role: z.string().max(20),
      content: z.unknown().optional(),
      parts: z.unknown().optional(),
    }),
  )
  .min(1)
  .max(100)

/**
 * Chats whose answers are written whether or not a page reads them, in the events of a protocol. A
 * page that is loaded again gets the messages up to its newest question, and reads the answer to it
 * from the beginning.
 */
export function createChats(format: WireFormat, follow: ReturnType<typeof createFollow>) {
  const runs = createRuns(format)
  const chats = new Map<string, Chat>()
  let count = 0

  function send(c: Context<Env>, id: string) {
    const log = runs.logOf(chats.get(id)?.run ?? '')
    return log ? follow(c, log) : c.body(null, 204)
  }

  return {
    /** Starts an answer to the newest of the messages. */
    ask(c: Context<Env>, id: string, messages: z.infer<typeof Messages>) {
      const run = `${id}/${++count}`
      chats.delete(id)
      chats.set(id, { messages, run })
      const [oldest] = chats.keys()
      if (chats.size > mostChats) chats.delete(oldest!)
      // The text of a message is in its content or in its parts: a word of it chooses the answer.
      const { content, parts } = messages.at(-1)!
      runs.start(run, JSON.stringify(content ?? parts).slice(0, longestPrompt))
      return send(c, id)
    },
    send,
    messages: (c: Context<Env>, id: string) => c.json(chats.get(id)?.messages ?? []),
    stop(c: Context<Env>, id: string) {
      runs.stop(chats.get(id)?.run ?? '')
      return c.body(null, 204)
    },
  }
}
