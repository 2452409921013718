import { randomUUID } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import { users, type User } from '../src/shared/wire.ts'
import type { createFollow } from './follow.ts'
import { inboxOf } from './inbox.ts'
import { bodyOf } from './validate.ts'

type Env = { Bindings: HttpBindings }

/** How many sessions are remembered: the oldest goes, so that they cannot grow. */
const mostSessions = 100

const SignIn = z.object({
  user: z.enum(users),
  /** Where the token goes: into a cookie, or into the answer, for a header. */
  cookie: z.boolean().default(false),
})

/**
 * Signs users in and out, and sends each the inbox that is theirs. A stream that is open at the
 * sign-out stays open: what the page does then is what the scene shows.
 */
export function createUsers(
  stream: MiddlewareHandler<Env>,
  follow: ReturnType<typeof createFollow>,
) {
  const sessions = new Map<string, User>()

  function begin(user: User): string {
    const token = randomUUID()
    sessions.set(token, user)
    const [oldest] = sessions.keys()
    if (sessions.size > mostSessions) sessions.delete(oldest!)
    return token
  }

  return new Hono<Env>()
    .post('/sign-in', async (c) => {
      const { user, cookie } = await bodyOf(c, SignIn)
      const token = begin(user)
      if (!cookie) return c.json({ token })
      setCookie(c, 'session', token, { path: '/api', httpOnly: true, sameSite: 'Lax' })
      return c.json({})
    })
    .post('/sign-out', (c) => {
      sessions.delete(tokenOf(c))
      deleteCookie(c, 'session', { path: '/api' })
      return c.body(null, 204)
    })
    .get('/inbox', stream, (c) => {
      const user = sessions.get(tokenOf(c))
      return user ? follow(c, inboxOf(user)) : c.json({ error: 'No user is signed in' }, 401)
    })
}

/** The token of a request, or an empty text. */
const tokenOf = (c: Context): string =>
  c.req.header('authorization')?.replace(/^Bearer /, '') ?? getCookie(c, 'session') ?? ''
