import { createServer, type ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import { build, type Plugin, type Rollup } from 'vite'
import { aliases } from '../../scripts/sources.js'
import { listen } from '../server/listen.ts'

const main = fileURLToPath(new URL('fixtures/tabs/main.ts', import.meta.url))

/** A request for a stream, as the server saw it. */
export interface Dial {
  readonly stream: string
  readonly lastEventId: string
  readonly isAccepted: boolean
  isOpen: boolean
}

/** The next version of the library, whose tabs say something else. */
const nextVersion: Plugin = {
  name: 'next-version',
  transform: (code, id) =>
    id.endsWith('/message.ts') ? code.replace(/protocol = (\d+)/, 'protocol = $1 + 1') : null,
}

/** Bundles the page of `fixtures/tabs`. */
async function bundle(mode: string, plugins: Plugin[] = []): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    plugins,
    define: { 'process.env.NODE_ENV': JSON.stringify(mode) },
    resolve: { alias: aliases },
    build: { write: false, minify: false, lib: { entry: main, formats: ['es'] } },
  })
  const [{ output }] = built as Rollup.RollupOutput[] as [Rollup.RollupOutput]
  return output[0].code
}

const builds = {
  now: () => bundle('production'),
  next: () => bundle('production', [nextVersion]),
  development: () => bundle('development'),
}
type Build = keyof typeof builds

/** The page in each of its builds, bundled once for all servers. */
const bundles = new Map<Build, Promise<string>>()
function bundled(build: Build) {
  if (!bundles.has(build)) bundles.set(build, builds[build]())
  return bundles.get(build)!
}

/**
 * Serves a page that shares its stream with other tabs, over HTTP/1.1, and the stream: numbers that
 * begin where the last event ID says, or with the newest.
 */
export async function startTabsServer() {
  // A page that cannot be built fails here, and not by the silence of its server.
  await bundled('now')
  const dials: Dial[] = []
  const responses = new Map<Dial, ServerResponse>()
  let newest = 1
  let renewals = 0
  let refusal: { status: number; headers: Record<string, string> } | null = null

  const write = (response: ServerResponse, id: number) =>
    response.write(`id: ${id}\nevent: tick\ndata: ${id}\n\n`)

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://a.test')
    // A frame in a sandbox is of no origin.
    response.setHeader('access-control-allow-origin', '*')
    if (pathname === '/api') return response.end('answered')
    if (pathname === '/embedding') {
      response.setHeader('content-type', 'text/html')
      const sandbox = searchParams.has('sandbox') ? 'sandbox="allow-scripts"' : ''
      const frame = `<iframe ${sandbox} src="${searchParams.get('frame')}"></iframe>`
      return response.end(`<!doctype html><title>Other site</title>${frame}${frame}`)
    }
    if (pathname === '/renew') {
      renewals++
      if (searchParams.get('how') === 'in-vain') return response.writeHead(403).end()
      refusal = null
      return response.end()
    }
    const build = (searchParams.get('build') ?? 'now') as Build
    if (pathname === '/script') {
      response.setHeader('content-type', 'text/javascript')
      return void bundled(build).then((script) => response.end(script))
    }
    if (pathname !== '/events') {
      response.setHeader('content-type', 'text/html')
      return response.end(
        `<!doctype html><title>Tab</title><body><script type="module" src="/script?build=${build}"></script>`,
      )
    }
    const lastEventId = String(request.headers['last-event-id'] ?? '')
    const dial = {
      stream: searchParams.get('stream') ?? '',
      lastEventId,
      isAccepted: !refusal,
      isOpen: !refusal,
    }
    dials.push(dial)
    if (refusal) return response.writeHead(refusal.status, refusal.headers).end()
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    responses.set(dial, response)
    response.once('close', () => {
      dial.isOpen = false
      responses.delete(dial)
    })
    for (let id = Number(lastEventId || newest - 1) + 1; id <= newest; id++) write(response, id)
  })
  const url = await listen(server, [0])
  const timer = setInterval(() => publish(1), 50)

  function publish(count: number) {
    for (const last = newest + count; newest < last;) {
      newest++
      for (const response of responses.values()) write(response, newest)
    }
  }

  return {
    url,
    dials,
    /** Sends an event of another type, without an ID. */
    alarm() {
      for (const response of responses.values()) response.write('event: alarm\ndata: fire\n\n')
    },
    get newest() {
      return newest
    },
    open: () => dials.filter(({ isOpen }) => isOpen),
    publish,
    /** Publishes nothing by itself any more. */
    pause: () => clearInterval(timer),
    get renewals() {
      return renewals
    },
    /** Refuses all dials from now on, or no longer. */
    refuse: (answer: typeof refusal) => void (refusal = answer),
    /** Drops all streams. */
    drop() {
      for (const response of responses.values()) response.destroy()
    },
    close() {
      clearInterval(timer)
      server.closeAllConnections()
      server.close()
    },
  }
}
