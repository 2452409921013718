import { createServer } from 'node:http'
import { createClient } from 'redis'

const redis = await createClient({ url: process.env.REDIS_URL }).connect()
const reader = await redis.duplicate().connect()
const clients = new Set()

/** Publishes from any process. Redis assigns the id, and keeps the newest thousand. */
function publish(price) {
  const fields = { data: JSON.stringify(price) }
  const TRIM = { strategy: 'MAXLEN', strategyModifier: '~', threshold: 1000 }
  return redis.xAdd('prices', '*', fields, { TRIM })
}

/** Reads new entries, once for all clients of this process. */
async function fanOut(id = '$') {
  for (;;) {
    const streams = await reader.xRead({ key: 'prices', id }, { BLOCK: 0 })
    for (const event of streams?.[0]?.messages ?? []) {
      id = event.id
      for (const send of clients) send(event)
    }
  }
}

createServer(async (request, response) => {
  // New entries wait until the missed ones have been sent.
  const waiting = []
  let send = (event) => waiting.push(event)
  const client = (event) => send(event)
  clients.add(client)
  // Redis may have nothing for a long time, and proxies cut a silent connection.
  const heartbeat = setInterval(
    () => response.headersSent && response.write(':\n\n'),
    15_000,
  )
  response.on('close', () => {
    clearInterval(heartbeat)
    clients.delete(client)
  })

  const write = ({ id, message }) =>
    response.write(`id: ${id}\nevent: price\ndata: ${message.data}\n\n`)
  try {
    const seen = request.headers['last-event-id']
    const missed = seen ? await redis.xRange('prices', `(${seen}`, '+') : []
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    })
    response.write('retry: 2000\n\n')
    const sent = new Set(missed.map(({ id }) => id))
    for (const event of missed) write(event)
    for (const event of waiting) if (!sent.has(event.id)) write(event)
    send = write
  } catch {
    // Redis cannot read the id: the client reconnects without it.
    response.writeHead(400).end()
  }
}).listen(process.env.PORT ?? 3000, process.env.HOST)

void fanOut()
setInterval(() => publish({ bid: 100 + Math.random() }), 1000)
