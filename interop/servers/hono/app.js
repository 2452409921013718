import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { streamSSE } from 'hono/streaming'

const [port, pages] = process.argv.slice(2)
const app = new Hono()

// For pages of other origins, and for pages of its own.
app.use(cors())
app.use('/player/*', serveStatic({ root: pages }))

app.get('/ticks', (context) =>
  streamSSE(context, async (stream) => {
    const last = Number(context.req.header('last-event-id') ?? 0)
    const count = Number(context.req.query('count') ?? Infinity)
    for (let n = last + 1; n <= last + count && !stream.aborted; n++) {
      await stream.writeSSE({ id: `${n}`, event: 'tick', data: JSON.stringify({ n }) })
      await stream.sleep(10)
    }
  }),
)

app.get('/beats', (context) =>
  streamSSE(context, async (stream) => {
    for (let beat = 0; beat < 40 && !stream.aborted; beat++) {
      await stream.write(': beat\n\n')
      await stream.sleep(100)
    }
    await stream.writeSSE({ event: 'tick', data: '{"n":1}' })
  }),
)

app.get('/say', (context) =>
  streamSSE(context, async (stream) => {
    const { type = '', text = '', times = '1' } = context.req.query()
    await stream.writeSSE({ event: type, data: text.repeat(Number(times)) })
  }),
)

app.get('/nothing', (context) => context.body(null, 204))
app.get('/page', (context) => context.html('<p>A page'))

serve({ fetch: app.fetch, port: Number(port), hostname: '127.0.0.1' })
