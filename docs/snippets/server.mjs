import { createServer } from 'node:http'

const kept = []
const clients = new Set()
let lastId = 0

/** Sends an event to all clients, and keeps it for those that reconnect. */
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
  // The shortest delay before a reconnect, in milliseconds. Writing it also sends the headers.
  response.write('retry: 2000\n\n')

  const seen = Number(request.headers['last-event-id'] ?? lastId)
  for (const event of kept) if (event.id > seen) response.write(event.text)

  clients.add(response)
  // A proxy cuts a silent connection, and a dead client is noticed only by writing to it.
  const heartbeat = setInterval(() => response.write(':\n\n'), 15_000)
  response.on('close', () => {
    clearInterval(heartbeat)
    clients.delete(response)
  })
}).listen(3000)

setInterval(() => publish('price', { bid: 100 + Math.random() }), 1000)
