import { execFile } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { run } from '../commands.ts'

const execute = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'runtimes-'))
let server: Server

beforeAll(async () => {
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }')
  copyFileSync(join(import.meta.dirname, 'hostile.mjs'), join(folder, 'hostile.mjs'))
  await run(`npm install ${inject('archives')['core']} deno@2 bun@1`, folder)
  server = createServer((request, response) => {
    const status = Number(request.url?.slice(1))
    if (status) return response.writeHead(status).end()
    if (request.url === '/html')
      return response.setHeader('content-type', 'text/html').end('<p>Sign in</p>')
    response.setHeader('content-type', 'text/event-stream')
    response.write('event: number\ndata: ping\n\nevent: number\ndata: 1\n\n')
    response.write('event: last\ndata: the last one\n\n')
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
}, 300_000)
afterAll(() => {
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

const outcomes = {
  'no JSON': 'whole',
  'an onInvalid that throws': 'whole',
  'a decoder that is asynchronous': 'whole',
  'an until that throws': 'whole',
  'headers that are rejected': 'whole',
  'a body that is rejected': 'whole',
  'a url that throws': 'whole',
  'a retry that throws': 'http',
  'a relative URL': 'protocol',
  'a page of HTML': 'protocol',
  'an answer of 204': 'ended',
  'an event that is too large': 'overflow',
}

/** How often each message begins a line of what was printed. */
const timesIn = (printed: string, message: string) => printed.split(message).length - 1

test.each([
  ['Node', 'node'],
  ['Deno', 'node_modules/.bin/deno', 'run', '--allow-net', '--allow-env'],
  ['Bun', 'node_modules/.bin/bun'],
])(
  '%s lives through all that a server or an option does wrong, and says each once',
  async (_, command, ...options) => {
    const { port } = server.address() as { port: number }
    const { stdout, stderr } = await execute(
      command,
      [...options, 'hostile.mjs', `http://127.0.0.1:${port}`],
      { cwd: folder, timeout: 60_000 },
    )
    expect(JSON.parse(stdout)).toEqual(outcomes)
    for (const option of ['onInvalid', 'until', 'headers', 'body', 'url', 'retry'])
      expect([option, timesIn(stderr, `'${option}' threw`)]).toEqual([option, 1])
  },
)
