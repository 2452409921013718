import { setTimeout as sleep } from 'node:timers/promises'
import { createSession } from 'better-sse'
import express from 'express'

const app = express()

app.get('/ticks', async (request, response) => {
  const session = await createSession(request, response)
  const last = Number(session.lastId || 0)
  const count = Number(request.query.count ?? Infinity)
  for (let n = last + 1; n <= last + count && session.isConnected; n++) {
    session.push({ n }, 'tick', `${n}`)
    await sleep(10)
  }
  response.end()
})

app.get('/beats', async (request, response) => {
  const session = await createSession(request, response, { keepAlive: 100 })
  await sleep(4000)
  if (session.isConnected) session.push({ n: 1 }, 'tick')
})

app.get('/say', async (request, response) => {
  const { type, text, times = '1' } = request.query
  const session = await createSession(request, response)
  session.push(String(text).repeat(Number(times)), String(type))
})

app.get('/nothing', (_, response) => void response.status(204).end())
app.get('/page', (_, response) => void response.send('<p>A page'))

app.listen(Number(process.argv[2]), '127.0.0.1')
