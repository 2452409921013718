// Publishes numbers all the time, and what a subscriber of /say wants to hear.
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

const [port, socket] = process.argv.slice(2)

async function publish(channel, type, body) {
  await fetch(`http://127.0.0.1:${port}/publish?channel=${channel}`, {
    method: 'POST',
    headers: { 'x-eventsource-event': type },
    body,
  })
}

createServer(async (request, response) => {
  const asked = new URL(request.url ?? '', 'http://localhost')
  response.writeHead(204).end()
  if (asked.pathname === '/nothing') return
  const { type, text, times = '1' } = Object.fromEntries(asked.searchParams)
  // Nchan's name of the channel is the parameter as it was sent.
  const [, channel] = /text=([^&]*)/.exec(asked.search) ?? []
  await publish(channel, type, text.repeat(Number(times)))
}).listen(socket)

/** Counts on a channel; `pauseAfter` says for how many milliseconds it is silent after a number. */
async function count(channel, pauseAfter) {
  for (let n = 1; ; n++) {
    await publish(channel, 'tick', JSON.stringify({ n }))
    await sleep(pauseAfter(n))
  }
}

/** The server may still be starting. */
const forever = (...what) => count(...what).catch(() => sleep(100).then(() => forever(...what)))
void forever('ticks', () => 10)
void forever('beats', () => 4500)
// Each pause is longer than what the server allows, so that it ends the stream.
void forever('bursts', (n) => (n % 5 === 0 ? 1500 : 10))
