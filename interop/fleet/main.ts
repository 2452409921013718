// Two nodes of nginx and Nchan with one Redis, and clients that move to the other node when theirs
// is killed: half of them by a `url` function, half behind HAProxy.
//   npm run interop:fleet                 100 clients, three kills
//   npm run interop:fleet -- --long       400 clients, twelve kills
//   npm run interop:fleet -- --install    installs what it needs first
//   npm run interop:fleet -- --record     writes what was measured into the docs, too
import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort, start } from '../command.ts'
import { install, versionOf } from '../packages.ts'
import { placeOf } from '../place.ts'
import { writeResult } from '../results.ts'
import { startService } from '../service.ts'
import { summarize } from '../summary.ts'
import { createClient, inTurn } from './clients.ts'
import type { FleetResult } from './result.ts'

const has = (flag: string) => process.argv.includes(flag)
const packages = { debian: ['libnginx-mod-nchan', 'nginx', 'redis-server', 'haproxy'] }
if (has('--install')) await install([packages])
if (versionOf(packages) === null)
  throw new Error(`Not all installed: ${packages.debian.join(', ')}.`)

const [count, kills] = has('--long') ? [400, 12] : [100, 3]
const redis = await freePort()
const [here, there, front] = await Promise.all(['fleet/', 'fleet/', 'fleet/'].map(placeOf))
if (!here || !there || !front) throw new Error('No place.')

const memory = start({
  command: 'redis-server',
  args: ['--port', `${redis}`, '--bind', '127.0.0.1', '--save', '', '--dir', here.temporary],
})
const startNode = ({ temporary, fill, port }: typeof here) =>
  startService(
    [
      {
        command: 'nginx',
        args: ['-p', temporary, '-e', 'stderr', '-c', fill('nginx.conf', { port, redis })],
      },
    ],
    port,
  )
const nodes = [await startNode(here), await startNode(there)] as const
const ports = [here.port, there.port] as const
const proxy = await startService(
  [
    {
      command: 'haproxy',
      args: [
        '-W',
        '-f',
        front.fill('haproxy.cfg', { port: front.port, one: here.port, two: there.port }),
      ],
    },
  ],
  front.port,
)

/** The node that is published through: never the one that is killed. */
let healthy: 0 | 1 = 1
let published = 0
let publishing = true
async function publish() {
  while (publishing) {
    const answer = await fetch(`http://127.0.0.1:${ports[healthy]}/publish`, {
      method: 'POST',
      headers: { 'x-eventsource-event': 'tick' },
      body: `${published + 1}`,
    })
    if (answer.ok) published++
    await answer.arrayBuffer()
    await sleep(20)
  }
}

const ticks = (port: number) => `http://127.0.0.1:${port}/ticks`
const clients = Array.from({ length: count }, (_, index) =>
  createClient(index % 2 === 0 ? inTurn(ports.map(ticks), index >> 1) : ticks(front.port)),
)
const all = async (holds: (client: (typeof clients)[number]) => boolean) => {
  for (let look = 0; look < 600 && !clients.every(holds); look++) await sleep(100)
  if (!clients.every(holds)) throw new Error('Not all clients came so far in a minute.')
}

const publisher = publish()
try {
  await all(({ tally }) => tally.received > 0)
  for (let kill = 0; kill < kills; kill++) {
    const victim = kill % 2 === 0 ? 0 : 1
    healthy = victim === 0 ? 1 : 0
    const before = published
    // A publication that is under way to the other node has to end before.
    while (published < before + 2) await sleep(20)
    for (const client of clients) client.nodeIsKilled()
    await nodes[victim].restart()
    await all(({ tally }) => tally.highest > before + 20)
  }
  publishing = false
  await publisher
  await all(({ tally }) => tally.highest === published)
} finally {
  publishing = false
  for (const client of clients) client.close()
  await Promise.all([...nodes, proxy, memory].map((service) => service.kill()))
  for (const { temporary } of [here, there, front]) rmSync(temporary, { recursive: true })
}

const sum = (of: (client: (typeof clients)[number]) => number) =>
  clients.reduce((total, client) => total + of(client), 0)
const takeovers = clients.flatMap((client) => client.takeovers).toSorted((a, b) => a - b)
const at = (share: number) => Math.round(takeovers[Math.floor((takeovers.length - 1) * share)] ?? 0)
const result: FleetResult = {
  clients: count,
  kills,
  received: sum(({ tally }) => tally.received),
  lost: sum(({ tally }) => tally.lost),
  twice: sum(({ tally }) => tally.twice),
  takeover: { half: at(0.5), most: at(0.99), all: at(1) },
}
console.log(
  `${count} clients, ${kills} kills, ${result.received} events received; takeover of ${takeovers.length} streams: half within ${at(0.5)} ms, 99 % within ${at(0.99)} ms, all within ${at(1)} ms`,
)
summarize('fleet', [`fleet: lost ${result.lost}, twice ${result.twice}`])
if (has('--record')) writeResult('fleet', has('--long') ? 'long' : 'short', result)
if (result.lost > 0 || result.twice > 0) process.exitCode = 1
