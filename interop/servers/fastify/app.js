import { setTimeout as sleep } from 'node:timers/promises'
import sse from '@fastify/sse'
import fastify from 'fastify'

const app = fastify()
await app.register(sse, {
  heartbeatInterval: 100,
  serializer: (data) => (typeof data === 'string' ? data : JSON.stringify(data)),
})

app.get('/ticks', { sse: true }, async (request, reply) => {
  const last = Number(reply.sse.lastEventId ?? 0)
  const count = Number(request.query.count ?? Infinity)
  async function* ticks() {
    for (let n = last + 1; n <= last + count; n++) {
      yield { id: `${n}`, event: 'tick', data: { n } }
      await sleep(10)
    }
  }
  await reply.sse.send(ticks())
})

app.get('/beats', { sse: true }, async (_, reply) => {
  reply.sse.keepAlive()
  // Headers and heartbeats begin with the first event, unless asked for.
  reply.sse.sendHeaders()
  await sleep(4000)
  if (reply.sse.isConnected) await reply.sse.send({ event: 'tick', data: { n: 1 } })
})

app.get('/say', { sse: true }, async (request, reply) => {
  const { type, text, times = '1' } = request.query
  reply.sse.keepAlive()
  await reply.sse.send({ event: type, data: text.repeat(Number(times)) })
})

app.get('/nothing', (_, reply) => reply.status(204).send())
app.get('/page', (_, reply) => reply.type('text/html').send('<p>A page'))

await app.listen({ port: Number(process.argv[2]), host: '127.0.0.1' })
