import { createServer, type ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import { build, type Rollup } from 'vite'
import { aliases } from '../../scripts/sources.js'
import { listen } from '../server/listen.ts'

const main = fileURLToPath(new URL('fixtures/tabs/main.ts', import.meta.url))

/** A request for a stream, as the server saw it. */
export interface Dial {
  readonly stream: string
  readonly lastEventId: string
  isOpen: boolean
}

/** Bundles the page of `fixtures/tabs`. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: aliases },
    build: { write: false, minify: false, lib: { entry: main, formats: ['es'] } },
  })
  const [{ output }] = built as Rollup.RollupOutput[] as [Rollup.RollupOutput]
  return output[0].code
}

/**
 * Serves a page that shares its stream with other tabs, over HTTP/1.1, and the stream: numbers that
 * begin where the last event ID says, or with the newest.
 */
export async function startTabsServer() {
  const script = await bundle()
  const dials: Dial[] = []
  const responses = new Map<Dial, ServerResponse>()
  let newest = 1
  let refusal: { status: number; headers: Record<string, string> } | null = null

  const write = (response: ServerResponse, id: number) =>
    response.write(`id: ${id}\nevent: tick\ndata: ${id}\n\n`)

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://a.test')
    if (pathname === '/api') return response.end('answered')
    if (pathname !== '/events') {
      response.setHeader('content-type', 'text/html')
      return response.end(
        `<!doctype html><title>Tab</title><script type="module">${script}</script>`,
      )
    }
    const lastEventId = String(request.headers['last-event-id'] ?? '')
    const dial = { stream: searchParams.get('stream') ?? '', lastEventId, isOpen: !refusal }
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
    get newest() {
      return newest
    },
    publish,
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
