// Sends what Hummingbird sends for SSEKit's `ServerSentEvent(type:comment:data:id:)`, in the order of
// its `makeBuffer`: Debian has no Swift. One event is one chunk.
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** An `SSEValue` drops the empty lines of a text. */
const parts = (text) => text.split(/[\r\n]/).filter(Boolean)

const serverSentEvent = ({ type = 'message', comment = '', data = '', id = null }) =>
  [
    ...(type === null ? [] : [`event: ${type}`]),
    ...parts(comment).map((part) => `: ${part}`),
    ...parts(data).map((part) => `data: ${part}`),
    ...(id === null ? [] : [`id: ${id}`]),
    '\n',
  ].join('\n')

async function* ticks(request, { count = Infinity }) {
  const last = Number(request.headers['last-event-id'] ?? 0)
  for (let n = last + 1; n <= last + Number(count); n++) {
    yield { type: 'tick', data: `{"n":${n}}`, id: `${n}` }
    await sleep(10)
  }
}

async function* beats() {
  for (let beat = 0; beat < 40; beat++) {
    yield { type: null, comment: 'beat' }
    await sleep(100)
  }
  yield { type: 'tick', data: '{"n":1}' }
}

async function* say(_, { type, text, times = '1' }) {
  yield { type, data: text.repeat(Number(times)) }
}

const streams = { '/ticks': ticks, '/beats': beats, '/say': say }

createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost')
  const stream = streams[pathname]
  if (pathname === '/nothing') return void response.writeHead(204).end()
  if (!stream) return void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>A page')
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for await (const event of stream(request, Object.fromEntries(searchParams))) {
    if (response.destroyed) return
    response.write(serverSentEvent(event))
  }
  response.end()
}).listen(Number(process.argv[2]), '127.0.0.1')
