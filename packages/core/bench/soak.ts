// Does anything stay behind? Streams opened and closed by the thousand, and a million events
// through one of them, over a real loopback socket: the heap, the sockets and the timers must be
// where they were.
//   npm run soak            10,000 cycles and 1,000,000 events
//   npm run soak -- --quick  1,000 cycles and   100,000 events
import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { createEventSource, createEventSourceClient, fetchTransport, json } from '../src/index.ts'

const quick = process.argv.includes('--quick')
const cycles = quick ? 1000 : 10_000
const total = quick ? 100_000 : 1_000_000
const batch = 1000

/**
 * How much a heap may differ from itself after a collection, in MB: code is compiled, and caches
 * fill.
 */
const tolerance = 2

const { gc } = globalThis
if (!gc) throw new Error('Run this with node --expose-gc, so that the heap can be measured.')

let streams = 0
let dials = 0
const server = createServer((request, response) => {
  streams++
  dials++
  response.once('close', () => streams--)
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  if (request.url === '/flood') void flood(response)
  else response.write('id: 1\ndata: 1\n\n')
})

async function flood(response: ServerResponse) {
  for (let sent = 0; sent < total; sent += batch) {
    let text = ''
    for (let n = sent + 1; n <= sent + batch; n++) text += `id: ${n}\ndata: ${n}\n\n`
    if (!response.write(text)) await new Promise((resolve) => void response.once('drain', resolve))
  }
}

await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
const { port } = server.address() as AddressInfo

const client = createEventSourceClient()
const transport = fetchTransport()
const open = (path: string) =>
  createEventSource({
    url: `http://127.0.0.1:${port}${path}`,
    events: { message: json<number>() },
    client,
    transport,
    linger: 0,
    // Timers that could leak.
    connectTimeout: 60_000,
    idleTimeout: 60_000,
  })

/**
 * Connects and leaves: while connecting or after the first event, with `close()` or as the last
 * listener.
 */
function cycle(index: number): Promise<void> {
  const isEarly = index % 4 < 2
  // Each cycle has a connection of its own.
  const source = open(`/one?${index}`)
  return new Promise((resolve) => {
    const off = source.on('message', leave)
    if (isEarly) leave()
    function leave() {
      if (index % 2 === 0) source.close()
      else off()
      resolve()
    }
  })
}

async function manyCycles(count: number) {
  for (let index = 0; index < count; index += 10) {
    await Promise.all(Array.from({ length: 10 }, (_, lane) => cycle(index + lane)))
  }
}

/** Follows the flood, and returns the heap of each tenth on the way. */
function follow(): Promise<number[]> {
  const heaps: number[] = []
  let expected = 0
  return new Promise((resolve, reject) => {
    const source = open('/flood')
    source.on('message', ({ data }) => {
      if (data !== ++expected) reject(new Error(`Event ${data} came instead of ${expected}.`))
      if (expected % (total / 10) === 0) heaps.push(heap())
      if (expected < total) return
      source.close()
      resolve(heaps)
    })
  })
}

function heap(): number {
  gc?.()
  return process.memoryUsage().heapUsed / 2 ** 20
}

const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length

async function settled(): Promise<void> {
  for (let tries = 0; streams > 0 && tries < 500; tries++) await sleep(10)
}

const failures: string[] = []
function report(what: string, before: number, after: number, limit: number, unit = '') {
  const leaks = after - before > limit
  console.log(
    `${what.padEnd(44)} ${before.toFixed(1).padStart(8)} → ${after.toFixed(1).padStart(8)} ${unit}${leaks ? '  LEAK' : ''}`,
  )
  if (leaks) failures.push(what)
}

// What is compiled, pooled and cached on the way is there before we measure.
await manyCycles(cycles / 4)
await settled()
const heapBefore = heap()
const timersBefore = timers()

dials = 0
const started = performance.now()
await manyCycles(cycles)
const took = performance.now() - started
await settled()
console.log(
  `${cycles} cycles of connect and close in ${(took / 1000).toFixed(1)} s, ${dials} dials reached the server`,
)
report('heap after the cycles', heapBefore, heap(), tolerance, 'MB')
report('open streams', 0, streams, 0)
report('timers', timersBefore, timers(), 0)

const floodStarted = performance.now()
const heaps = await follow()
const floodTook = performance.now() - floodStarted
await settled()
console.log(`${total} events in ${(floodTook / 1000).toFixed(1)} s, each once and in order`)
report('heap from the first tenth to the last', heaps[0] ?? 0, heaps.at(-1) ?? 0, tolerance, 'MB')
report('heap before everything and after', heapBefore, heap(), tolerance, 'MB')
report('open streams', 0, streams, 0)
report('timers', timersBefore, timers(), 0)

server.close()
server.closeAllConnections()
if (failures.length > 0) {
  console.error(`Leaks: ${failures.join(', ')}.`)
  process.exitCode = 1
}
