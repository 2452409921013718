// A server whose answers go on without their clients, for the tests of the recipes and for the bench.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { AddressInfo } from 'node:net'
import { Run } from './run.ts'

/** What a wire format says of answers. */
export interface WireFormat<Request> {
  /** Names the answer to a request, so that a client that has lost it finds it again. */
  runIdOf(request: Request): string
  /** Returns the lines of its events, without their ids. */
  answer(request: Request): readonly string[]
  /** The events with which a stopped answer ends. */
  readonly stopped: readonly string[]
}

interface Refusal {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
}

/** What a server does to its clients. A test may change it at any time. */
interface Faults {
  /**
   * Destroys the socket of a response after so many events that no response had before.
   *
   * @default Infinity
   */
  cutEvery: number
  /** Sends the numbers of the events as ids. Without them an answer is replayed. @default true */
  sendsIds: boolean
  /** Answers to the next requests, in place of the stream. @default [] */
  readonly refusals: Refusal[]
}

export interface RunServer extends Faults {
  readonly url: string
  /** The requests so far, such as `POST /` or `GET /chat-1 after 8`. */
  readonly requests: readonly string[]
  /** The headers of the newest request. */
  readonly headers: IncomingMessage['headers']
  /** The answers so far, by name. */
  readonly runs: ReadonlyMap<string, Run>
  /** Keeps every answer at so many events, until `release` is called. */
  hold(count: number): void
  release(): void
  close(): Promise<void>
}

/** Starts a server on a free port of this machine. */
export async function startRunServer<Request>(
  format: WireFormat<Request>,
): Promise<RunServer> {
  const runs = new Map<string, Run>()
  const requests: string[] = []
  let headers: IncomingMessage['headers'] = {}
  let held = Infinity
  let release = () => {}
  let released = Promise.resolve()
  const mayWrite = (run: Run) =>
    run.log.length >= held ? released : Promise.resolve()

  const http = createServer(
    (request, response) => void respond(request, response),
  )
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')

  async function respond(request: IncomingMessage, response: ServerResponse) {
    const { method, url = '' } = request
    const lastEventId = request.headers['last-event-id']
    headers = request.headers
    requests.push(`${method} ${url}${lastEventId ? ` after ${lastEventId}` : ''}`)

    const refusal = method !== 'DELETE' && server.refusals.shift()
    if (refusal)
      return void response
        .writeHead(refusal.status, refusal.headers)
        .end('Refused')
    if (method === 'POST')
      return send(response, start(JSON.parse(await text(request))), 0)
    const run = url
      .split('/')
      .map((part) => runs.get(decodeURIComponent(part)))
      .find(Boolean)
    if (method === 'DELETE') run?.stop(format.stopped)
    const after = server.sendsIds ? Number(lastEventId ?? 0) : 0
    const hasNothing = !run || (run.isEnded && after >= run.log.length)
    if (method === 'DELETE' || hasNothing)
      return void response.writeHead(204).end()
    await send(response, run, after)
  }

  function start(request: Request): Run {
    const run = new Run()
    runs.set(format.runIdOf(request), run)
    void run.write(format.answer(request), mayWrite)
    return run
  }

  async function send(response: ServerResponse, run: Run, after: number) {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('retry: 10\n\n')
    const end = run.sent + server.cutEvery
    let number = after
    for await (const event of run.eventsAfter(after)) {
      if (response.destroyed) return
      number++
      run.sent = Math.max(run.sent, number)
      const id = server.sendsIds ? `id: ${number}\n` : ''
      const isLast = number >= end
      // What was written has left this process before its socket is destroyed.
      response.write(`${id}${event}\n\n`, () => isLast && response.destroy())
      if (isLast) return
    }
    response.end()
  }

  const server: RunServer = {
    cutEvery: Infinity,
    sendsIds: true,
    refusals: [],
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    requests,
    get headers() {
      return headers
    },
    runs,
    hold(count) {
      held = count
      released = new Promise((resolve) => (release = resolve))
    },
    release() {
      held = Infinity
      release()
    },
    async close() {
      http.closeAllConnections()
      http.close()
      await once(http, 'close')
    },
  }
  return server
}
