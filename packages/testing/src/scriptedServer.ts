import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { remoteServer } from './script.ts'
import type { ScriptedServerRemote, Seen, SeenRequest, Step } from './script.ts'
import { allow } from './allow.ts'
import { see } from './see.ts'
import { send, zipped } from './send.ts'

/** The options of a scripted server. */
export interface ScriptedServerOptions {
  /** The bytes of the streams that a script may name. */
  readonly streams?: Readonly<Record<string, Uint8Array>>
}

/** A scripted server that runs in this process. */
export interface ScriptedServer extends ScriptedServerRemote {
  /** The origin that it listens on, such as `http://127.0.0.1:40231`. */
  readonly origin: string
  /** Closes every connection, and stops. */
  close(): Promise<void>
}

/** One request to answer. */
interface Exchange {
  readonly seen: SeenRequest
  readonly response: ServerResponse
  readonly socket: Socket
  /** Sends the headers of an event stream, and returns the stream to write to. */
  open(headers?: Record<string, string>): Pick<Writable, 'write' | 'end'>
}

type Behaviours = {
  readonly [D in Step['do']]: (step: Extract<Step, { do: D }>, exchange: Exchange) => unknown
}

/** Each step of a script, as the function that answers a request. */
function createBehaviours(streams: Readonly<Record<string, Uint8Array>>): Behaviours {
  return {
    async numbers(
      { upTo, then = 'stay', bytewise = false, gzip = false, size = 0, retry },
      { seen, socket, open },
    ) {
      const stream = gzip ? zipped(open({ 'content-encoding': 'gzip' })) : open()
      const first = Number(seen.lastEventId) + 1
      const numbers = Array.from(
        { length: Math.max(upTo - first + 1, 0) },
        (_, index) => first + index,
      )
      const text = numbers
        .map((n) => `event: number\nid: ${n}\ndata: ${String(n).padStart(size)}\n\n`)
        .join('')
      await send(stream, encode((retry === undefined ? '' : `retry: ${retry}\n`) + text), bytewise)
      if (then === 'end') stream.end()
      if (then !== 'reset') return
      // All of an event but its empty line. The pause lets it arrive: a reset overtakes what was
      // sent before it.
      stream.write(`event: number\nid: ${upTo + 1}\ndata: ${upTo + 1}\n`)
      await sleep(10)
      socket.resetAndDestroy()
    },
    async stream({ name, bytewise = false }, { open }) {
      const stream = open()
      await send(stream, streams[name] ?? encode(''), bytewise)
      stream.end()
    },
    status({ status, body = '', endless = false, untyped = false }, { response }) {
      // Without a type a browser waits for enough of the body to guess one.
      if (!untyped && !response.hasHeader('content-type'))
        response.setHeader('content-type', 'text/html')
      response.writeHead(status)
      if (!endless) return response.end(body)
      response.flushHeaders()
      response.write(body)
    },
    redirect({ status }, { seen, response }) {
      const [path = '', query] = seen.path.split('?')
      const location = path.endsWith('/redirected') ? seen.path : `${path}/redirected?${query}`
      response.writeHead(status, { location }).end()
    },
    async silence({ commentEvery }, { response, open }) {
      const stream = open()
      while (commentEvery !== undefined && !response.closed) {
        stream.write(':\n')
        await sleep(commentEvery)
      }
    },
    echo(_step, { seen, open }) {
      open().write(`event: echo\ndata: ${JSON.stringify(seen)}\n\n`)
    },
    async endlessLine(_step, { response, open }) {
      open().write('data: ')
      const gone = once(response, 'close')
      while (!response.closed) {
        if (response.write('x'.repeat(65_536))) await sleep(0)
        else await Promise.race([once(response, 'drain'), gone])
      }
    },
    mute() {},
    refuse(_step, { socket }) {
      socket.resetAndDestroy()
    },
  }
}

/**
 * Starts a server of event streams on a free port of this machine. It answers each request as the
 * script in its URL describes, and records the requests. Node only; a page reaches it with
 * `remoteServer(origin)`.
 *
 * @example
 * const server = await startScriptedServer()
 * const url = server.url({ do: 'numbers', upTo: 3, then: 'reset' }, { do: 'numbers', upTo: 9 })
 */
export async function startScriptedServer({
  streams = {},
}: ScriptedServerOptions = {}): Promise<ScriptedServer> {
  const runs = new Map<string, { steps: number; requests: SeenRequest[]; sockets: Set<Socket> }>()
  const behaviours = createBehaviours(streams)

  function runOf(name: string) {
    const run = runs.get(name) ?? { steps: 0, requests: [], sockets: new Set() }
    runs.set(name, run)
    return run
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://server.invalid')
    // One request per socket, so that every open socket belongs to one script.
    response.shouldKeepAlive = false
    const asked = searchParams.get('seen')
    if (asked !== null) {
      allow(request, response)
      const { requests, sockets } = runOf(asked)
      return response.end(JSON.stringify({ requests, sockets: sockets.size } satisfies Seen))
    }

    const run = runOf(pathname.split('/')[1] ?? '')
    const { socket } = request
    run.sockets.add(socket)
    socket.once('close', () => run.sockets.delete(socket))
    const seen = await see(request)
    run.requests.push(seen)

    const script = JSON.parse(searchParams.get('script') ?? '[]') as Step[]
    const step = script[Math.min(run.steps, script.length - 1)] ?? { do: 'mute' }
    if (step.cors !== false) allow(request, response)
    if (request.method === 'OPTIONS')
      return response.writeHead((step.cors ?? true) === true ? 204 : 403).end()
    run.steps++
    for (const [name, value] of Object.entries(step.headers ?? {})) response.setHeader(name, value)
    if (step.delay !== undefined) await sleep(step.delay)
    // The type of the table proves that each behaviour fits its step.
    const behave = behaviours[step.do] as (step: Step, exchange: Exchange) => unknown
    await behave(step, {
      seen,
      response,
      socket,
      open(headers = {}) {
        if (!response.hasHeader('content-type'))
          response.setHeader('content-type', 'text/event-stream')
        response.writeHead(200, { 'cache-control': 'no-store', ...headers })
        response.flushHeaders()
        return response
      },
    })
  }

  const server = createServer((request, response) => {
    // A client that hangs up in the middle of an answer is no failure of the server.
    answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    origin,
    ...remoteServer(origin),
    close() {
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()))
      server.closeAllConnections()
      return closed
    },
  }
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
