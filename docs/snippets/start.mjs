import { createServer } from 'node:http'

createServer((request, response) => {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    // Needed because the page comes from another port.
    'access-control-allow-origin': '*',
    'access-control-allow-headers': 'last-event-id',
  })
  if (request.method === 'OPTIONS') return response.end()
  response.flushHeaders()
  let id = Number(request.headers['last-event-id'] ?? 0)
  const timer = setInterval(() => {
    const price = {
      bid: Math.round(10000 + 100 * Math.sin(++id / 9)) / 100,
    }
    response.write(`event: price\nid: ${id}\ndata: ${JSON.stringify(price)}\n\n`)
  }, 500)
  response.on('close', () => clearInterval(timer))
}).listen(3000, 'localhost', () => console.log('http://localhost:3000/prices'))
