// Starts the servers of the guide as a reader would, where their runtime is installed.
import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEventSource, fetchTransport, json } from '@use-event-source/core'
import { afterAll, afterEach, expect, test } from 'vitest'
import { root } from '../scripts/pages.ts'

const transport = fetchTransport()
const folder = mkdtempSync(join(tmpdir(), 'servers-'))
let children: ChildProcess[] = []

afterEach(async () => {
  const ended = children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)
  await Promise.all(ended.map((child) => (process.kill(-child.pid!, 'SIGKILL'), once(child, 'exit'))))
  children = []
})

afterAll(() => rmSync(folder, { recursive: true }))

interface Running {
  readonly command: string
  readonly args?: readonly string[]
  readonly env?: NodeJS.ProcessEnv
}

function start({ command, args = [], env = {} }: Running) {
  // A process group ends as a whole: PHP has workers, which would outlive their parent.
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: 'ignore',
    cwd: folder,
    detached: true,
  })
  children.push(child)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

/**
 * Writes a copy of a snippet that listens on a port of this machine alone, and returns its path.
 */
function copyOf(name: string, replace: (text: string) => string): string {
  const path = join(mkdtempSync(`${folder}/`), name)
  writeFileSync(path, replace(readFileSync(join(root, 'snippets', name), 'utf8')))
  return path
}

/** Reads events from a server that may still be starting, and closes the stream. */
function read(url: string, count: number, lastEventId = ''): Promise<string[]> {
  const source = createEventSource({
    url,
    events: { price: json<{ bid: number }>() },
    lastEventId,
    retry: () => 200,
    transport,
  })
  return new Promise((resolve) => {
    const ids: string[] = []
    source.on('price', (event) => {
      expect(event.data.bid).toBeTypeOf('number')
      if (ids.push(event.lastEventId) < count) return
      source.close()
      resolve(ids)
    })
  })
}

/** Whether it streams, and goes on behind the last event ID. */
async function expectToResume(url: string) {
  const [first = '', second = ''] = await read(url, 2)
  const [next] = await read(url, 1, first)
  // A server with a history sends the second event again, one that counts continues with its
  // number.
  expect(next).toBe(second)
  // A client that reconnects is answered once, not in a loop.
  expect(await read(url, 2, second)).toHaveLength(2)
}

const has = (command: string, ...args: string[]) => spawnSync(command, args, { stdio: 'ignore' }).status === 0

/** A test that is left out, and says so, where what it needs is not here. */
function testWith(needed: string, isHere: boolean, name: string, run: () => Promise<void>) {
  const title = isHere ? name : `${name} (left out: there is no ${needed} here)`
  test.skipIf(!isHere)(title, run, 180_000)
}

const startNode = (port: number) =>
  start({
    command: process.execPath,
    args: [copyOf('server.mjs', (text) => text.replace('.listen(3000)', `.listen(${port}, '127.0.0.1')`))],
  })

test('the server for Node streams and resumes', async () => {
  const port = await freePort()
  startNode(port)
  await expectToResume(`http://127.0.0.1:${port}/`)
})

testWith('php', has('php', '--version'), 'the server for PHP streams and resumes', async () => {
  const port = await freePort()
  const script = join(root, 'snippets/server.php')
  start({ command: 'php', args: ['-S', `127.0.0.1:${port}`, script], env: { PHP_CLI_SERVER_WORKERS: '4' } })
  await expectToResume(`http://127.0.0.1:${port}/`)
})

// The server needs http.NewResponseController, which older versions do not have.
const hasGo = has('go', 'doc', 'net/http.NewResponseController')
testWith('Go 1.20 or newer', hasGo, 'the server for Go streams and resumes', async () => {
  const port = await freePort()
  const source = copyOf('server.go', (text) => text.replace('":3000"', `"127.0.0.1:${port}"`))
  const binary = source.replace('.go', '')
  const built = spawnSync('go', ['build', '-o', binary, source], { encoding: 'utf8' })
  expect(built.status, built.stderr).toBe(0)
  start({ command: binary })
  await expectToResume(`http://127.0.0.1:${port}/prices`)
})

const hasFastApi = has('python3', '-c', 'import fastapi, uvicorn')
testWith('fastapi with uvicorn', hasFastApi, 'the server for Python streams and resumes', async () => {
  const port = await freePort()
  const args = ['-m', 'uvicorn', 'server:app', '--app-dir', join(root, 'snippets'), '--port', `${port}`]
  start({ command: 'python3', args, env: { PYTHONDONTWRITEBYTECODE: '1' } })
  await expectToResume(`http://127.0.0.1:${port}/prices`)
})

testWith(
  'nginx',
  has('nginx', '-v'),
  'nginx passes events on when they arrive, and the last event ID back',
  async () => {
    const [app, port] = [await freePort(), await freePort()]
    startNode(app)
    const prefix = mkdtempSync(`${folder}/`)
    writeFileSync(
      join(prefix, 'nginx.conf'),
      `daemon off; pid nginx.pid; error_log stderr; events {}
     http { access_log off; client_body_temp_path t; proxy_temp_path t; fastcgi_temp_path t; uwsgi_temp_path t; scgi_temp_path t;
       upstream app { server 127.0.0.1:${app}; }
       server { listen 127.0.0.1:${port}; ${readFileSync(join(root, 'snippets/nginx.conf'), 'utf8')} } }`,
    )
    start({ command: 'nginx', args: ['-p', prefix, '-c', 'nginx.conf', '-e', 'stderr'] })
    await expectToResume(`http://127.0.0.1:${port}/api/stream/prices`)
  },
)

const redisClient = process.env.REDIS_CLIENT
const hasRedis = has('redis-server', '--version') && redisClient !== undefined
testWith('redis-server with a client', hasRedis, 'two servers on one Redis stream resume each other', async () => {
  const redis = await freePort()
  start({ command: 'redis-server', args: ['--port', `${redis}`, '--bind', '127.0.0.1', '--save', ''] })
  const script = copyOf('redis.mjs', (text) =>
    text.replace("'redis'", JSON.stringify(createRequire(import.meta.url).resolve(redisClient ?? ''))),
  )
  await expect.poll(() => has('redis-cli', '-p', `${redis}`, 'ping'), { timeout: 10_000 }).toBe(true)
  const [one, two] = [await freePort(), await freePort()]
  for (const port of [one, two]) {
    const env = { PORT: `${port}`, HOST: '127.0.0.1', REDIS_URL: `redis://127.0.0.1:${redis}` }
    start({ command: process.execPath, args: [script], env })
  }
  const seen = await read(`http://127.0.0.1:${one}/`, 4)
  expect(await read(`http://127.0.0.1:${two}/`, 3, seen[0])).toEqual(seen.slice(1))
})
