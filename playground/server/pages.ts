import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { compress } from 'hono/compress'

type Listener = (request: IncomingMessage, response: ServerResponse) => void

const root = fileURLToPath(new URL('..', import.meta.url))

/** The pages as Vite serves them from source. Its hot updates come through the same port. */
export async function pagesFromSource(server: Server): Promise<Listener> {
  const { createServer } = await import('vite')
  const vite = await createServer({ root, server: { middlewareMode: true, hmr: { server } } })
  return vite.middlewares
}

/** The pages as they were built into a folder. */
export function pagesFromBuild(folder = `${root}dist`): Listener {
  if (!existsSync(folder))
    throw new Error('There is no build yet: run `npm run build` first, or `npm run dev`.')
  const pages = new Hono()
  // The name of an asset has a hash of what is in it, so a browser may keep it, and what it has
  // compiled of it.
  pages.use('/assets/*', async (c, next) => {
    await next()
    if (c.res.ok) c.header('Cache-Control', 'public, max-age=31536000, immutable')
  })
  pages.use(compress(), serveStatic({ root: folder }))
  return getRequestListener(pages.fetch)
}
