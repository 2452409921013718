import { readFileSync, rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort, run } from '../command.ts'
import { placeOf } from '../place.ts'
import { startService } from '../service.ts'
import type { Service } from '../service.ts'
import { openStream } from '../streams.ts'
import { tallyOf } from '../tally.ts'
import type { Proxy, ProxyPlace } from './proxy.ts'
import type { Loss, Seen } from './result.ts'

/** How a stream is served: as the packages come, with headers of the server, or with the lines of the proxy. */
export interface Way {
  readonly says: boolean
  readonly lines: boolean
}

interface Chain {
  readonly place: ProxyPlace
  readonly server: Service
  readonly proxy: Service
}

const faults = {
  'the server is killed': ({ server }: Chain) => server.restart(),
  'the server hangs for 3 s': async ({ server }: Chain) => {
    server.signal('SIGSTOP')
    await sleep(3000)
    server.signal('SIGCONT')
  },
  'the proxy is reloaded': async ({ proxy, place }: Chain, { reload }: Proxy) => {
    const how = reload(place)
    if (typeof how === 'string') proxy.signal(how)
    else await run(how)
    await sleep(1000)
  },
  'the proxy is killed': ({ proxy }: Chain) => proxy.restart(),
}
const patience = 30_000

/** Tries a proxy in front of a server that streams. */
export async function play(proxy: Proxy, folder: string, way: Way): Promise<Seen> {
  const chain = await startChain(proxy, folder, way)
  try {
    const paced = await paceThrough(chain.place.port)
    if (paced.first === null) return { ...paced, faults: {} }
    const outcomes: [string, Loss | null][] = []
    for (const [name, fault] of Object.entries(faults)) {
      outcomes.push([name, await survive(chain.place.port, () => fault(chain, proxy))])
    }
    return { ...paced, faults: Object.fromEntries(outcomes) }
  } finally {
    await endChain(chain)
  }
}

/** Returns after how many seconds a stream that stays silent is cut, or `null` where it is not. */
export async function idleCut(proxy: Proxy, folder: string, way: Way, atMost: number) {
  const chain = await startChain(proxy, folder, way)
  const { source, until, heard } = open(chain.place.port, '/silent', 1)
  try {
    await inTime(
      until(() => source.getSnapshot().status === 'open'),
      atMost,
    )
    const start = performance.now()
    const isCut = await inTime(
      until(() => source.getSnapshot().status !== 'open'),
      atMost,
    )
    return isCut && heard.length > 0 ? Math.round((performance.now() - start) / 1000) : null
  } finally {
    source.close()
    await endChain(chain)
  }
}

const open = (port: number, path: string, pause: number, idleTimeout: number | false = false) =>
  openStream(
    { path, parameters: { pause: `${pause}` } },
    { origin: `http://127.0.0.1:${port}`, idleTimeout },
  )

/** Whether something came to be in time. */
async function inTime(coming: Promise<void>, milliseconds = patience): Promise<boolean> {
  const late = new AbortController()
  try {
    return await Promise.race([
      coming.then(() => true),
      sleep(milliseconds, false, { signal: late.signal }),
    ])
  } finally {
    late.abort()
  }
}

async function paceThrough(port: number): Promise<Pick<Seen, 'first' | 'delay'>> {
  const began = performance.now()
  const { source, heard, until } = open(port, '/ticks', 100)
  const delays: number[] = []
  source.on('tick', ({ data }) => void delays.push(Date.now() - JSON.parse(data).at))
  try {
    if (!(await inTime(until(() => heard.length > 0)))) return { first: null, delay: null }
    const first = Math.round(performance.now() - began)
    await inTime(until(() => heard.length >= 30))
    const sorted = delays.slice(1).toSorted((a, b) => a - b)
    return { first, delay: sorted[sorted.length >> 1] ?? null }
  } finally {
    source.close()
  }
}

/** What a stream loses, that lives through a fault. */
async function survive(port: number, fault: () => Promise<void>): Promise<Loss | null> {
  const stream = open(port, '/ticks', 10, 1500)
  try {
    if (!(await inTime(stream.until(() => stream.heard.length >= 5)))) return null
    await fault()
    const before = stream.heard.length
    if (!(await inTime(stream.until(() => stream.heard.length >= before + 20)))) return null
    const numbers = stream.heard.map(({ said }) => JSON.parse(said).n as number)
    const { lost, twice } = tallyOf(numbers, 0)
    return { lost, twice }
  } finally {
    stream.source.close()
  }
}

async function startChain(proxy: Proxy, folder: string, { says, lines }: Way): Promise<Chain> {
  const own = await placeOf(`proxies/${folder}/`)
  const text = lines ? readFileSync(`${own.source}lines.conf`, 'utf8').trimEnd() : ''
  const place = { ...own, upstream: await freePort(), lines: text }
  const program = {
    command: process.execPath,
    args: [`${own.source}../upstream.js`],
    env: { PORT: `${place.upstream}`, ...(says && { SAYS: 'yes' }) },
  }
  const server = await startService([program], place.upstream)
  return { place, server, proxy: await startService([proxy.start(place)], place.port) }
}

async function endChain({ proxy, server, place }: Chain) {
  await Promise.all([proxy.kill(), server.kill()])
  rmSync(place.temporary, { recursive: true, force: true })
}
