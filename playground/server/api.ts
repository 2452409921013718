import { setTimeout as sleep } from 'node:timers/promises'
import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { z } from 'zod'
import { failureNames, type FailureName } from '../src/shared/failures.ts'
import { largestUpload, streamNames } from '../src/shared/wire.ts'
import type { CountsSnapshot } from '../src/shared/wire.ts'
import { createActivity } from './activity.ts'
import { createAgUi } from './agUi.ts'
import { createAiSdk } from './aiSdk.ts'
import { createAnswers } from './answers.ts'
import { createFailures } from './failures.ts'
import { createBook } from './book.ts'
import { createConnections } from './connections.ts'
import { createElsewhere } from './elsewhere.ts'
import { createFollow } from './follow.ts'
import { log } from './log.ts'
import { createNotifications } from './notifications.ts'
import { createNumbers } from './numbers.ts'
import { createPresence } from './presence.ts'
import { prices } from './prices.ts'
import { createRefuse } from './refuse.ts'
import { createSessions } from './sessions.ts'
import { showWire } from './showWire.ts'
import { createStats } from './stats.ts'
import { createStream } from './stream.ts'
import { createTabs } from './tabs.ts'
import { createUploads } from './uploads.ts'
import { createUsers } from './users.ts'
import { bodyOf, headersOf, queryOf } from './validate.ts'
import { createWire } from './wire.ts'

const Visit = z.object({ id: z.string().min(1).max(40), name: z.string().trim().min(1).max(30) })

const Tab = z.object({ 'tab-name': z.string().trim().min(1).max(30) })

const Loss = z.object({ count: z.number().int().min(1).max(50).default(5) })

const WireQuery = z.object({ stream: z.enum(streamNames).exclude(['stats']) })

const Failure = z.enum(failureNames)

/** Without a body, a failure begins. */
const Switch = z.object({ active: z.boolean().default(true) })

const Flood = z.object({
  count: z.number().int().min(1).max(50_000).default(10_000),
  /** Milliseconds; 0 writes all of them in one write. */
  duration: z.number().int().min(0).max(10_000).default(0),
})

/** How long the counts of the activity take to be read, in milliseconds. */
const slowQuery = 400

/**
 * How long a page waits that freezes itself, in milliseconds: longer than it takes until another tab
 * notices.
 */
const frozenFor = 45_000

/** The failures of a stream that is open already. */
const inTheStream: ReadonlySet<FailureName> = new Set(['half', 'silence'])

/**
 * Everything under `/api`. The state is a few numbers, what was asked lately, and the open sockets:
 * it cannot grow.
 *
 * @param pace How long failures last, and how long clients wait to reconnect, as a share of what
 * visitors get.
 */
export function createApi(pace = 1) {
  const connections = createConnections()
  const failures = createFailures(pace)
  const follow = createFollow(pace)
  const numbers = createNumbers()
  const notifications = createNotifications()
  const presence = createPresence()
  const book = createBook()
  const activity = createActivity(pace)
  const uploads = createUploads()
  const tabs = createTabs()

  const sessions = createSessions()
  const wire = createWire()
  const stream = createStream({ connections, failures, sessions, wire })
  const refuse = createRefuse(failures, sessions)

  function begin(name: FailureName): void {
    failures.start(name)
    if (name === 'unauthorized') sessions.revoke()
    // The others are failures of a dial, so there has to be one.
    if (!inTheStream.has(name)) connections.drop()
  }

  const api = new Hono<{ Bindings: HttpBindings }>().basePath('/api')

  // Before the limit that all other bodies have.
  api.post('/uploads/:id', async (c) => {
    const id = c.req.param('id')
    const total = Number(c.req.header('content-length'))
    if (!(total <= largestUpload))
      return c.json({ error: `Files have ${largestUpload} bytes at most` }, 413)
    if (uploads.isTaken(id)) return c.json({ error: 'This upload has begun already' }, 409)
    await uploads.receive(id, c.env.incoming, total)
    return c.body(null, 204)
  })

  api.use(
    bodyLimit({
      maxSize: 16_384,
      onError: (c) => c.json({ error: 'The body is larger than 16 kB' }, 413),
    }),
  )

  api.get('/prices', stream('prices'), (c) => follow(c, prices))
  api.get('/log', stream('log'), (c) => follow(c, log))
  api.get('/numbers', stream('numbers'), (c) => {
    numbers.remember(c.req.header('last-event-id'))
    return follow(c, numbers)
  })
  api.route('/answers', createAnswers(stream('answers'), follow))
  api.route('/aiSdk', createAiSdk(stream('aiSdk'), follow))
  api.route('/agUi', createAgUi(stream('agUi'), follow))
  api.get('/notifications', stream('notifications'), (c) => follow(c, notifications))
  api.post('/notifications', (c) => {
    notifications.add()
    return c.body(null, 204)
  })
  api.post('/notifications/read', (c) => {
    notifications.read()
    return c.body(null, 204)
  })
  api.get('/presence', stream('presence'), (c) => {
    const { id, name } = queryOf(c, Visit)
    if (presence.isFull()) return c.json({ error: 'The room is full' }, 503)
    presence.enter(id, name, c.env.outgoing)
    return follow(c, presence)
  })
  api.get('/book', stream('book'), (c) => follow(c, book))
  api.get('/book/:seq{[0-9]{1,15}}', (c) => c.json(book.at(Number(c.req.param('seq')))))
  api.post('/book/lose', async (c) => {
    book.lose((await bodyOf(c, Loss)).count)
    return c.body(null, 204)
  })
  api.get('/dashboard', stream('dashboard'), (c) =>
    activity.isTooOld(c.req.header('last-event-id'))
      ? c.json({ error: 'The events after this one are forgotten' }, 410)
      : follow(c, activity),
  )
  api.get('/dashboard/counts', async (c) => {
    const refusal = await refuse(c)
    if (refusal) return refusal
    const seq = activity.latest()
    const counts = activity.at(seq)!
    // As a query that takes a while: events come before the answer that have to be added to it.
    await sleep(slowQuery)
    return c.json({ counts, lastEventId: String(seq) } satisfies CountsSnapshot)
  })
  api.get('/dashboard/:seq{[0-9]{1,15}}', (c) =>
    c.json(activity.at(Number(c.req.param('seq'))) ?? null),
  )
  api.route('/elsewhere', createElsewhere(stream('elsewhere'), follow))
  api.get('/uploads/:id', stream('uploads'), (c) =>
    follow(c, uploads.progressOf(c.req.param('id'))),
  )
  api.get('/tabs', stream('tabs'), (c) => {
    tabs.enter(headersOf(c, Tab)['tab-name'], c.env.outgoing)
    return follow(c, tabs)
  })
  // What a page waits for that is to do nothing else.
  api.get('/tabs/pause', async (c) => {
    await sleep(frozenFor)
    return c.body(null, 204)
  })
  api.route('/', createUsers(stream('inbox'), follow))
  api.post('/session', (c) => c.json({ token: sessions.issue() }))
  // The page watches the server through these two, so no failure touches them.
  api.get('/stats', (c) => {
    connections.add('stats', c.env.outgoing)
    return follow(c, createStats(connections, failures))
  })
  api.get('/wire', (c) => showWire(c, wire, queryOf(c, WireQuery).stream))

  api.post('/flood', async (c) => {
    const { count, duration } = await bodyOf(c, Flood)
    numbers.flood(count, duration)
    return c.body(null, 204)
  })
  api.post('/failures/:name', async (c) => {
    const name = Failure.safeParse(c.req.param('name')).data
    if (!name) return c.notFound()
    if ((await bodyOf(c, Switch)).active) begin(name)
    else failures.end(name)
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
