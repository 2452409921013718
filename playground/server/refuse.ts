import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context } from 'hono'
import { html } from 'hono/html'
import type { FailureName } from '../src/shared/failures.ts'
import type { Failures } from './failures.ts'
import { hangUp } from './hangUp.ts'
import type { Sessions } from './sessions.ts'

type StreamContext = Context<{ Bindings: HttpBindings }>

/** Answers a dial in place of the stream, or with `undefined` where the stream may begin. */
type Refusal = (
  c: StreamContext,
  left: number,
) => Response | undefined | Promise<Response | undefined>

const page = (title: string, text: string) =>
  html`<!doctype html>
    <html>
      <head>
        <title>${title}</title>
      </head>
      <body>
        <h1>${title}</h1>
        <p>${text}</p>
      </body>
    </html>`

/** Answers a dial as the failures that last would have it. */
export function createRefuse(failures: Failures, sessions: Sessions) {
  const refusals: Partial<Record<FailureName, Refusal>> = {
    offline(c) {
      hangUp(c.env.outgoing)
      return RESPONSE_ALREADY_SENT
    },
    async slowHeaders(c) {
      await failures.over('slowHeaders', () => c.env.outgoing.destroyed)
      return c.env.outgoing.destroyed ? RESPONSE_ALREADY_SENT : undefined
    },
    unauthorized(c) {
      if (sessions.accepts(c.req.header('authorization'))) return undefined
      return c.json({ error: 'The token has expired' }, 401, {
        'WWW-Authenticate': 'Bearer error="invalid_token"',
      })
    },
    // As a date, which is the other form that Retry-After may have. It has no milliseconds, so it
    // is rounded up.
    limited: (c, left) => {
      const over = new Date(Math.ceil((Date.now() + left) / 1000) * 1000)
      return c.json({ error: 'Too many requests' }, 429, { 'Retry-After': over.toUTCString() })
    },
    badGateway: (c) => c.html(page('502 Bad Gateway', 'The upstream did not answer.'), 502),
    unavailable: (c, left) => {
      return c.json({ error: 'The server is busy' }, 503, {
        'Retry-After': String(Math.ceil(left / 1000)),
      })
    },
    wrongType: (c) => c.html(page('Sign in', 'A portal answers in place of the server.')),
  }

  return async (c: StreamContext): Promise<Response | undefined> => {
    for (const [name, refuse] of Object.entries(refusals) as [FailureName, Refusal][]) {
      const left = failures.left(name)
      const response = left > 0 ? await refuse(c, left) : undefined
      if (response) return response
    }
    return undefined
  }
}
