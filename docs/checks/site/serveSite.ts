import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, extname, join, normalize } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import type { TestProject } from 'vitest/node'
import { root } from '../../scripts/pages.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The origin of the site. */
    site: string
  }
}

const vitepress = join(dirname(createRequire(import.meta.url).resolve('vitepress/package.json')), 'bin/vitepress.js')

const build = (folder: string) =>
  promisify(execFile)(process.execPath, [vitepress, 'build', root, '--outDir', folder], {
    env: { ...process.env, NODE_ENV: 'production' },
  })

/**
 * Builds the site once for all files, into a folder that no other run writes to, and serves it. The
 * tests before these need not wait for the build: the first request does.
 */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'docs-'))
  const built = build(folder).then(
    () => null,
    (error: unknown) => `The site does not build: ${String(error)}`,
  )
  const server = serve(folder, built)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  project.provide('site', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  return async () => {
    server.close()
    server.closeAllConnections()
    await built
    rmSync(folder, { recursive: true })
  }
}

/** Serves a folder as any static server would, as soon as it is built. */
function serve(folder: string, built: Promise<string | null>) {
  const zipped = new Map<string, Buffer>()
  return createServer(async (request, response) => {
    const fault = await built
    if (fault) return response.writeHead(500, { 'content-type': 'text/plain' }).end(fault)
    const { pathname } = new URL(request.url ?? '/', 'http://site.invalid')
    const path = normalize(decodeURIComponent(pathname.endsWith('/') ? `${pathname}index` : pathname))
    const found = [path, `${path}.html`]
      .map((each) => join(folder, each))
      .find((each) => extname(each) && existsSync(each))
    const file = found ?? join(folder, '404.html')
    const body = zipped.get(file) ?? gzipSync(readFileSync(file))
    zipped.set(file, body)
    response.writeHead(found ? 200 : 404, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      // As hosts do. The audit counts the bytes.
      'content-encoding': 'gzip',
      // Their names have a hash.
      ...(path.startsWith('/assets/') && {
        'cache-control': 'public, max-age=31536000, immutable',
      }),
    })
    response.end(body)
  })
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
}
