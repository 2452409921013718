// What the proxies are in front of: the events say when they were written. With SAYS it sends the
// headers by which a server tells proxies what it is.
import { createServer } from 'node:http'

const { SAYS, PORT } = process.env
const said = { 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no' }

createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost')
  if (pathname === '/nothing') return void response.writeHead(204).end()
  response.writeHead(200, { 'content-type': 'text/event-stream', ...(SAYS ? said : {}) })
  let n = Number(request.headers['last-event-id'] ?? 0)
  function tick() {
    n++
    response.write(`id: ${n}\nevent: tick\ndata: {"n":${n},"at":${Date.now()}}\n\n`)
  }
  tick()
  if (pathname === '/silent') return
  const timer = setInterval(tick, Number(searchParams.get('pause')))
  response.on('close', () => clearInterval(timer))
}).listen(Number(PORT), '127.0.0.1')
