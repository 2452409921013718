import { setTimeout as sleep } from 'node:timers/promises'
import { createEventStream, getQuery, H3, html, noContent, serve } from 'h3'

const app = new H3()

/** Lets `write` fill a stream until the client has left. */
function stream(event, write) {
  const stream = createEventStream(event)
  const gone = new AbortController()
  stream.onClosed(() => gone.abort())
  void write(stream, gone.signal).finally(() => stream.close())
  return stream.send()
}

app.get('/ticks', (event) => {
  const last = Number(event.req.headers.get('last-event-id') ?? 0)
  const count = Number(getQuery(event).count ?? Infinity)
  return stream(event, async (stream, gone) => {
    for (let n = last + 1; n <= last + count && !gone.aborted; n++) {
      await stream.push({ id: `${n}`, event: 'tick', data: JSON.stringify({ n }) })
      await sleep(10)
    }
  })
})

app.get('/beats', (event) =>
  stream(event, async (stream, gone) => {
    for (let beat = 0; beat < 40 && !gone.aborted; beat++) {
      await stream.pushComment('beat')
      await sleep(100)
    }
    await stream.push({ event: 'tick', data: '{"n":1}' })
  }),
)

app.get('/say', (event) => {
  const { type, text, times = '1' } = getQuery(event)
  return stream(event, (stream) => stream.push({ event: type, data: text.repeat(Number(times)) }))
})

app.get('/nothing', () => noContent())
app.get('/page', () => html`<p>A page`)

serve(app, { port: Number(process.argv[2]), hostname: '127.0.0.1', silent: true })
