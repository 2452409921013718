import { backoff, createEventSource, fetchTransport } from '@use-event-source/core'
import type { EventSourceStore, Transport } from '@use-event-source/core'
import type { Dialect } from './server.ts'

interface Heard {
  readonly id: string
  readonly said: string
}

export interface Stream {
  readonly source: EventSourceStore<Record<string, string>>
  /** All events of the stream's type, in the order of their arrival. */
  readonly heard: readonly Heard[]
  /** How often the stream was opened. */
  readonly opened: number
  /** How many comments came, and events of other types. */
  readonly beats: number
  /** How often it was opened without its last event ID, which the server did not take. */
  readonly gaps: number
  /** What went wrong on the way, for the report of a scenario that fails. */
  readonly troubles: readonly string[]
  /** Resolves when something holds, and looks whenever the stream changes. */
  until(holds: () => boolean): Promise<void>
}

/** What is asked for. */
export interface Asked {
  readonly path: string
  readonly parameters?: Readonly<Record<string, string>>
  /** The type of the events. @default 'tick' */
  readonly type?: string
}

/** Who is asked, and how. */
export interface Opening {
  readonly origin: string
  readonly dialect?: Dialect | undefined
  /** @default false: what is slow here is the machine, and no fault of the server's. */
  readonly idleTimeout?: number | false
  readonly transport?: Transport
}

const plain: Required<Dialect> = {
  request: (origin, path, parameters) => ({
    url: `${origin}${path}?${new URLSearchParams(parameters)}`,
  }),
  typeOf: (type) => type,
  read: (raw) => raw,
}

/** One for all, as an application has: it remembers which origins take a last event ID. */
const overFetch = fetchTransport()

/** Opens a stream as an application does. */
export function openStream(
  { path, parameters = {}, type = 'tick' }: Asked,
  { origin, dialect, idleTimeout = false, transport = overFetch }: Opening,
): Stream {
  const { request, typeOf, read } = { ...plain, ...dialect }
  const ownType = typeOf(type)
  const heard: Heard[] = []
  const troubles: string[] = []
  let [opened, beats, gaps] = [0, 0, 0]
  const source = createEventSource<Record<string, string>>({
    ...request(origin, path, parameters),
    // What else a server sends is read and left, such as tRPC's `connected`.
    events: { [ownType]: read, '*': (raw) => raw },
    retry: backoff({ initial: 100, max: 200 }),
    idleTimeout,
    // A transport of its own: two scenarios never share a connection.
    transport: (request, emit) =>
      transport(request, (signal) => {
        if (signal.kind === 'comment') beats++
        if (signal.kind === 'event' && signal.event.type !== ownType) beats++
        if (signal.kind === 'lost') troubles.push(signal.failure.message)
        if (signal.kind === 'open' && signal.lastEventId !== undefined) gaps++
        emit(signal)
      }),
  })
  let status = source.getSnapshot().status
  const changed = new Set<() => void>()
  source.on(ownType, ({ data, lastEventId }) => {
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
    troubles,
    get opened() {
      return opened
    },
    get beats() {
      return beats
    },
    get gaps() {
      return gaps
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
