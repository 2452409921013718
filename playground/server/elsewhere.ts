import type { HttpBindings } from '@hono/node-server'
import { Hono, type MiddlewareHandler } from 'hono'
import type { createFollow } from './follow.ts'
import { clock, type Sequence } from './sequence.ts'

type Env = { Bindings: HttpBindings }

const ticks: Sequence = {
  latest: clock(250).latest,
  replay: 1000,
  welcome: 0,
  eventAt: (seq) => ({ id: String(seq), type: 'tick', data: '' }),
}

/**
 * A stream for pages of another origin. A browser asks first whether it may send the last event ID:
 * `/allows` says so, and `/refuses` does not.
 */
export function createElsewhere(
  stream: MiddlewareHandler<Env>,
  follow: ReturnType<typeof createFollow>,
) {
  return new Hono<Env>()
    .use('/:answer{refuses|allows}', async (c, next) => {
      c.header('access-control-allow-origin', '*')
      if (c.req.param('answer') === 'allows')
        c.header('access-control-allow-headers', 'last-event-id')
      return c.req.method === 'OPTIONS' ? c.body(null, 204) : next()
    })
    .get('/:answer{refuses|allows}', stream, (c) => follow(c, ticks))
}
