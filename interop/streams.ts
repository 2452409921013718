import { backoff, createEventSource, fetchTransport } from '@use-event-source/core'
import type { EventSourceStore } from '@use-event-source/core'
import type { Dialect } from './server.ts'

interface Heard {
  readonly id: string
  readonly said: string
}

/** What a scenario asks a server with. */
export interface Streams {
  /** Opens a stream, whose events are of one type. */
  open(path: string, parameters?: Readonly<Record<string, string>>, type?: string): Stream
  /** Kills the server, and starts it again on its port. */
  restart(): Promise<void>
}

export interface Stream {
  readonly source: EventSourceStore<Record<string, string>>
  /** All events, in the order of their arrival. */
  readonly heard: readonly Heard[]
  /** How often the stream was opened. */
  readonly opened: number
  /** Resolves when something holds, and looks whenever the stream changes. */
  until(holds: () => boolean): Promise<void>
}

const plain: Required<Dialect> = {
  request: (origin, path, parameters) => ({
    url: `${origin}${path}?${new URLSearchParams(parameters)}`,
  }),
  typeOf: (type) => type,
  read: (raw) => raw,
}

/**
 * Opens a stream as an application does. What is slow here is the machine: nothing but `idleTimeout`
 * says how long a server may be silent.
 */
export function openStream(
  origin: string,
  dialect: Dialect | undefined,
  [path, parameters = {}, type = 'tick']: Parameters<Streams['open']>,
  idleTimeout: number | false = 3000,
): Stream {
  const { request, typeOf, read } = { ...plain, ...dialect }
  const source = createEventSource<Record<string, string>>({
    ...request(origin, path, parameters),
    // What else a server sends is read and left, such as tRPC's `connected`.
    events: { [typeOf(type)]: read, '*': (raw) => raw },
    retry: backoff({ initial: 100, max: 200 }),
    idleTimeout,
    // A transport of its own: two streams of one scenario table never share a connection.
    transport: fetchTransport(),
  })
  const heard: Heard[] = []
  let opened = 0
  let status = source.getSnapshot().status
  const changed = new Set<() => void>()
  source.on(typeOf(type), ({ data, lastEventId }) => {
    heard.push({ id: lastEventId, said: data })
    for (const look of changed) look()
  })
  source.subscribe(() => {
    const before = status
    status = source.getSnapshot().status
    if (status === 'open' && before !== 'open') opened++
    for (const look of changed) look()
  })
  return {
    source,
    heard,
    get opened() {
      return opened
    },
    until: (holds) =>
      new Promise((resolve) => {
        function look() {
          if (!holds()) return
          changed.delete(look)
          resolve()
        }
        changed.add(look)
        look()
      }),
  }
}
