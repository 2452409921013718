/** A stream of a page server: its events, and how often they come. */
export interface StreamScript {
  /** Milliseconds between two events. */
  readonly every: number
  /**
   * Returns the fields of the event with this number, from 1 on, or `null` when the stream has come
   * to its end.
   */
  event(number: number): { readonly type?: string; readonly data: string } | null
  /**
   * Returns what a request for `/state` below the path gets: the state after the event with this
   * number, which is named beside it.
   */
  state?(number: number): unknown
  /** Whether each request that does not resume starts a stream of its own, as a question does. */
  readonly perRequest?: boolean
}

/**
 * A server of event streams in this page. Its `fetch` answers like one that goes over the network.
 */
export interface PageServer {
  readonly fetch: typeof fetch
  /** Breaks every connection, as a network does. */
  breakConnections(): void
  /** Breaks every connection, and answers the next requests with 503. */
  refuse(requests: number): void
}

/** How long a request is under way, in milliseconds. */
const latency = 150
/**
 * How long a stream continues without clients, so that there is something to resume, in
 * milliseconds.
 */
const keepFor = 30_000
const kept = 500

/** Makes a server in this page. Streams are found by the path of the URL. */
export function createPageServer(scripts: Readonly<Record<string, StreamScript>>): PageServer {
  /** Every open connection, and how to leave its stream. */
  const connections = new Map<ReadableStreamDefaultController<Uint8Array>, () => void>()
  const published = new Map<string, Published>()
  let refusals = 0

  function streamOf(path: string, script: StreamScript, seen: number | null): Published {
    const found = script.perRequest && seen === null ? undefined : published.get(path)
    const stream = found ?? publish(script)
    published.set(path, stream)
    return stream
  }

  function breakConnections() {
    for (const [connection, leave] of connections) {
      leave()
      connection.error(new TypeError('the connection broke'))
    }
    connections.clear()
  }

  return {
    async fetch(input, init) {
      const request = new Request(input, init)
      await new Promise((resolve) => void setTimeout(resolve, latency))
      request.signal.throwIfAborted()
      const { pathname } = new URL(request.url)
      const path = pathname.replace(/\/state$/, '')
      const script = scripts[path]
      if (!script) return new Response('There is no such stream.', { status: 404 })
      if (path !== pathname) {
        const newest = published.get(path)?.newest() ?? 0
        return Response.json({ state: script.state?.(newest), lastEventId: String(newest) })
      }
      if (refusals > 0) {
        refusals--
        return new Response('busy', {
          status: 503,
          statusText: 'Service Unavailable',
          headers: { 'retry-after': '1' },
        })
      }
      const header = request.headers.get('last-event-id')
      const seen = header === null ? null : Number(header)
      let hangUp = () => {}
      const body = new ReadableStream<Uint8Array>({
        start(connection) {
          const encoder = new TextEncoder()
          connection.enqueue(encoder.encode('retry: 500\n\n'))
          const send = (text: string | null) => {
            if (text !== null) return connection.enqueue(encoder.encode(text))
            connections.delete(connection)
            connection.close()
          }
          const leave = streamOf(pathname, script, seen).join(seen, send)
          connections.set(connection, leave)
          hangUp = () => {
            connections.delete(connection)
            leave()
          }
        },
        cancel: () => hangUp(),
      })
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
    },
    breakConnections,
    refuse(requests) {
      refusals = requests
      breakConnections()
    },
  }
}

interface Published {
  /** Returns the number of the newest event. */
  newest(): number
  /**
   * Sends the events after one that was seen, or else the newest one, and then all that follow;
   * `null` is the end.
   */
  join(seen: number | null, send: (text: string | null) => void): () => void
}

function publish({ every, event, perRequest = false }: StreamScript): Published {
  const past: { id: number; text: string | null }[] = []
  const clients = new Set<(text: string | null) => void>()
  let id = 0
  let timer: ReturnType<typeof setInterval> | undefined
  let leftAt = 0

  function tick() {
    if (clients.size === 0 && Date.now() - leftAt > keepFor) return stop()
    const fields = event(++id)
    const type = fields?.type === undefined ? '' : `event: ${fields.type}\n`
    const text = fields && `id: ${id}\n${type}data: ${fields.data}\n\n`
    past.push({ id, text })
    if (past.length > kept) past.shift()
    for (const send of clients) send(text)
    if (text !== null) return
    clients.clear()
    stop()
  }
  function stop() {
    clearInterval(timer)
    timer = undefined
  }

  return {
    newest: () => id,
    join(seen, send) {
      if (past.length === 0) tick()
      const after = seen ?? (perRequest ? 0 : id - 1)
      for (const each of past) if (each.id > after) send(each.text)
      const isOver = past.at(-1)?.text === null
      if (!isOver) {
        clients.add(send)
        timer ??= setInterval(tick, every)
      }
      return () => {
        clients.delete(send)
        leftAt = Date.now()
      }
    },
  }
}
