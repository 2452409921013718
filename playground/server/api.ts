import type { HttpBindings } from '@hono/node-server'
import { Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { z } from 'zod'
import { longestPrompt, type StreamName } from '../src/shared/wire.ts'
import { createBadDays } from './badDays.ts'
import { chat } from './chat.ts'
import { createConnections } from './connections.ts'
import { follow } from './follow.ts'
import { log } from './log.ts'
import { createNumbers } from './numbers.ts'
import { prices } from './prices.ts'
import { createStats } from './stats.ts'
import { bodyOf } from './validate.ts'

const Prompt = z.object({ prompt: z.string().trim().min(1).max(longestPrompt) })

const Flood = z.object({
  count: z.number().int().min(1).max(50_000).default(10_000),
  /** Milliseconds; 0 writes all of them at once. */
  duration: z.number().int().min(0).max(10_000).default(0),
})

/** Everything under `/api`. The state is a few numbers and the open sockets, so it cannot grow. */
export function createApi() {
  const connections = createConnections()
  const badDays = createBadDays()
  const numbers = createNumbers()
  const stats = createStats(connections, badDays)

  /** Counts a stream, and refuses it on a bad day. */
  const stream = (name: StreamName): MiddlewareHandler<{ Bindings: HttpBindings }> => {
    return async (c, next) => {
      connections.dial()
      const unavailable = badDays.unavailable()
      if (unavailable > 0) {
        c.header('Retry-After', String(Math.ceil(unavailable / 1000)))
        return c.json({ error: 'The server has a bad day' }, 503)
      }
      connections.add(name, c.env.outgoing)
      return next()
    }
  }

  const api = new Hono<{ Bindings: HttpBindings }>().basePath('/api')

  api.use(bodyLimit({ maxSize: 16_384, onError: (c) => c.json({ error: 'The body is larger than 16 kB' }, 413) }))

  api.get('/prices', stream('prices'), (c) => follow(c, prices, badDays))
  api.get('/log', stream('log'), (c) => follow(c, log, badDays))
  api.get('/numbers', stream('numbers'), (c) => {
    numbers.remember(c.req.header('last-event-id'))
    return follow(c, numbers, badDays)
  })
  api.post('/chat', stream('chat'), async (c) => chat(c, (await bodyOf(c, Prompt)).prompt, badDays))
  // The page keeps an eye on the server through this one, so it has no bad days.
  api.get('/stats', (c) => {
    connections.add('stats', c.env.outgoing)
    return follow(c, stats)
  })

  api.post('/bad/drop', (c) => {
    connections.drop()
    return c.body(null, 204)
  })
  api.post('/bad/unavailable', (c) => {
    badDays.refuse(10_000)
    connections.drop()
    return c.body(null, 204)
  })
  api.post('/bad/silence', (c) => {
    badDays.fallSilent(20_000)
    return c.body(null, 204)
  })
  api.post('/bad/flood', async (c) => {
    const { count, duration } = await bodyOf(c, Flood)
    numbers.flood(count, duration)
    return c.body(null, 204)
  })

  api.notFound((c) => c.json({ error: `There is no ${c.req.method} ${c.req.path}` }, 404))
  api.onError((error, c) => {
    if (error instanceof HTTPException) return c.json({ error: error.message }, error.status)
    console.error(error)
    return c.json({ error: 'The server made a mistake' }, 500)
  })
  return api
}
