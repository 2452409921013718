import { createServer } from 'node:http'
import { parseArgs } from 'node:util'
import { getRequestListener } from '@hono/node-server'
import { createApi } from './api.ts'
import { endWithParent } from './endWithParent.ts'
import { listen } from './listen.ts'
import { pagesFromBuild, pagesFromSource } from './pages.ts'

const { values } = parseArgs({
  options: {
    /** Serve the pages from source, with hot updates. */
    dev: { type: 'boolean', default: false },
    /** Serve the pages that were built into this folder, and not into `dist`. */
    pages: { type: 'string' },
    /**
     * Listen on this port and no other. Otherwise on 5180, or on any port when that one is taken.
     */
    port: { type: 'string' },
    /** How long failures last, as a share of what visitors get. */
    pace: { type: 'string', default: '1' },
  },
})

endWithParent()

const server = createServer()
const api = getRequestListener(createApi(Number(values.pace)).fetch)
const pages = values.dev ? await pagesFromSource(server) : pagesFromBuild(values.pages)
server.on('request', (request, response) => {
  if (request.url?.startsWith('/api/')) void api(request, response)
  else pages(request, response)
})

const usual = 5180
const ports = values.port === undefined ? [usual, 0] : [Number(values.port)]
const origin = await listen(server, ports)
// The page waits at the pace of the server.
const url = values.pace === '1' ? origin : `${origin}?pace=${values.pace}`
if (values.port === undefined && new URL(origin).port !== String(usual))
  console.log(`\n  Port ${usual} is taken, so this is another one.`)
console.log(`\n  use-event-source playground\n\n  ${url}\n`)
// A parent that forked this process gets the URL as a message, and need not read the output.
process.send?.({ url })
