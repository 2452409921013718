import { spawnSync } from 'node:child_process'
import { createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, extname, join, normalize } from 'node:path'
import { root } from '../../scripts/pages.ts'

export interface Site {
  readonly origin: string
  /** What was built. */
  readonly folder: string
  close(): void
}

/**
 * Builds the site into a folder of its own, and serves it as any static server would, on a free
 * port.
 */
export async function startSite(): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'docs-'))
  const vitepress = join(dirname(createRequire(import.meta.url).resolve('vitepress/package.json')), 'bin/vitepress.js')
  const env = { ...process.env, NODE_ENV: 'production' }
  const build = spawnSync(process.execPath, [vitepress, 'build', root, '--outDir', folder], { env, encoding: 'utf8' })
  if (build.status !== 0) throw new Error(`The site does not build:\n${build.stdout}${build.stderr}`)

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site.invalid')
    const path = normalize(decodeURIComponent(pathname.endsWith('/') ? `${pathname}index` : pathname))
    const file = [path, `${path}.html`]
      .map((each) => join(folder, each))
      .find((each) => extname(each) && existsSync(each))
    if (!file) return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' })
    createReadStream(file).pipe(response)
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    folder,
    close() {
      server.close()
      server.closeAllConnections()
      rmSync(folder, { recursive: true })
    },
  }
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
}
