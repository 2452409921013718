import { createServer } from 'node:http'

const kept = []
const clients = new Set()
let lastId = 0

/** Sends an event to everybody, and keeps it for those who come back. */
function publish(type, data) {
  const event = {
    id: ++lastId,
    text: `id: ${lastId}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`,
  }
  kept.push(event)
  if (kept.length > 1000) kept.shift()
  for (const client of clients) client.write(event.text)
}

createServer((request, response) => {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  })
  // The least delay before a redial, in milliseconds. It also makes the headers leave at once.
  response.write('retry: 2000\n\n')

  const seen = Number(request.headers['last-event-id'] ?? lastId)
  for (const event of kept) if (event.id > seen) response.write(event.text)

  clients.add(response)
  // Without a sign of life, a proxy cuts the line, and nobody notices a client that is gone.
  const heartbeat = setInterval(() => response.write(':\n\n'), 15_000)
  response.on('close', () => {
    clearInterval(heartbeat)
    clients.delete(response)
  })
}).listen(3000)

setInterval(() => publish('price', { bid: 100 + Math.random() }), 1000)
