import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import vue from '@vitejs/plugin-vue'
import { createServer as createVite } from 'vite'
import { aliases } from '../../scripts/sources.js'
import { listen } from '../server/listen.ts'
import { nowhere } from './visitedPages.ts'

const fixture = fileURLToPath(new URL('fixtures/dials', import.meta.url))
const modules = fileURLToPath(new URL('../../node_modules', import.meta.url))

/**
 * Serves a copy of `fixtures/dials` as `npm run dev` of an app does, so that its files can be
 * edited while it runs, and a stream of numbers under each `/ticks/…`, whose dials it counts.
 */
export async function startHmrServer() {
  const root = mkdtempSync(join(tmpdir(), 'hmr-'))
  cpSync(fixture, root, { recursive: true })
  symlinkSync(modules, join(root, 'node_modules'), 'dir')

  const server = createServer()
  const vite = await createVite({
    root,
    configFile: false,
    logLevel: 'error',
    cacheDir: join(root, '.vite'),
    plugins: [react(), vue()],
    resolve: { alias: aliases },
    // A dependency that is found late makes Vite reload the page, and these tests fail where the
    // library causes a reload.
    optimizeDeps: { include: ['react', 'react-dom/client', 'react/jsx-dev-runtime', 'vue'] },
    // A watcher leaves out a change that follows another one within 50 ms: `edit` tells of each.
    server: { middlewareMode: true, hmr: { server }, fs: { strict: false }, watch: null },
  })

  const dials = new Map<string, number>()
  server.on('request', (request, response) => {
    const path = request.url ?? ''
    // Vite would answer with the page, which hears of later edits.
    if (path === nowhere) return response.end()
    if (!path.startsWith('/ticks/')) return vite.middlewares(request, response)
    dials.set(path, (dials.get(path) ?? 0) + 1)
    count(Number(request.headers['last-event-id'] ?? 0), response)
  })
  const url = await listen(server, [0])

  return {
    url,
    /** How often a stream was dialled. */
    dials: (stream: string) => dials.get(`/ticks/${stream}`) ?? 0,
    /** Changes a file, as saving it in an editor does. */
    edit(file: string, change: (text: string) => string) {
      const path = join(root, file)
      const before = readFileSync(path, 'utf8')
      const after = change(before)
      if (after === before) throw new Error(`Nothing of ${file} was changed`)
      writeFileSync(path, after)
      vite.watcher.emit('change', path)
    },
    async close() {
      await vite.close()
      server.closeAllConnections()
      server.close()
      rmSync(root, { recursive: true })
    },
  }
}

function count(from: number, response: ServerResponse) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  let tick = from
  const timer = setInterval(
    () => response.write(`event: tick\nid: ${++tick}\ndata: ${tick}\n\n`),
    5,
  )
  response.on('close', () => clearInterval(timer))
}
