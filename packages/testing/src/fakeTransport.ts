import type { Failure, Signal, Transport, TransportRequest } from '@use-event-source/core'

type Opened = Extract<Signal, { kind: 'open' }>

/** One dial of a fake transport: its request, and methods to answer it as a server does. */
export interface FakeDial {
  /**
   * The request of the dial: the URL, the last event ID, the failures in a row, and the options
   * that reach a transport.
   */
  readonly request: TransportRequest
  /** Whether the connection was hung up, or lost for good. A closed dial cannot send. */
  readonly closed: boolean
  /**
   * Accepts the request, as a server does before its first event. `answer` is what a transport
   * reports with it.
   */
  open(answer?: Pick<Opened, 'response' | 'lastEventId'>): void
  /** Sends an event. Without an `id` it inherits the last one. */
  event(type: string, raw: string, id?: string): void
  /** Moves the last event ID without an event. */
  id(lastEventId: string): void
  /** Sets the reconnection time, in milliseconds. */
  retry(delay: number): void
  /** Sends a comment. */
  comment(): void
  /**
   * Breaks the connection. With `redialing` the dial stays: it stands for a browser that reconnects
   * by itself, and may `open()` again.
   */
  lose(failure?: Partial<Failure>, redialing?: boolean): void
}

/** A transport in which the test plays the server. */
export interface FakeTransport extends Transport {
  /** All dials, oldest first. */
  readonly dials: readonly FakeDial[]
  /** The newest dial. Throws if there was none. */
  readonly last: FakeDial
  /** How many dials are neither hung up nor lost. */
  readonly sockets: number
}

/**
 * Makes a transport in which the test plays the server. It throws at what no server can do: to send
 * before it has accepted, or after the end.
 *
 * @example const transport = fakeTransport() const prices = createEventSource({ url:
 * 'https://api.example/prices', events: { price: json<Price>() }, transport }) prices.on('price',
 * (event) => seen.push(event.data)) transport.last.open() transport.last.event('price',
 * '{"bid":99.5}', '7')
 */
export function fakeTransport(): FakeTransport {
  const dials: FakeDial[] = []

  const transport: Transport = (request, emit) => {
    let phase: 'dialing' | 'open' | 'closed' = 'dialing'
    let lastEventId = request.lastEventId

    function send(signal: Signal, ...allowed: (typeof phase)[]) {
      const subject = phase === 'open' ? 'An open' : `A ${phase}`
      if (!allowed.includes(phase))
        throw new Error(`${subject} connection cannot send '${signal.kind}'.`)
      if (signal.kind === 'open') phase = 'open'
      if (signal.kind === 'lost') phase = signal.redialing ? 'dialing' : 'closed'
      // Whatever a server sends comes in bytes, and bytes are a sign of life.
      else if (signal.kind !== 'open') emit({ kind: 'alive' })
      if (signal.kind !== 'alive') emit(signal)
    }

    dials.push({
      request,
      get closed() {
        return phase === 'closed'
      },
      open: (answer) => send({ kind: 'open', url: request.url, ...answer }, 'dialing'),
      event(type, raw, id = lastEventId) {
        lastEventId = id
        send({ kind: 'event', event: { type, raw, lastEventId } }, 'open')
      },
      id(id) {
        lastEventId = id
        send({ kind: 'id', lastEventId }, 'open')
      },
      retry: (delay) => send({ kind: 'retry', delay }, 'open'),
      comment: () => send({ kind: 'comment' }, 'open'),
      lose(failure, redialing = false) {
        const lost: Failure = { kind: 'network', message: 'The connection was lost.', ...failure }
        send({ kind: 'lost', failure: lost, redialing }, 'dialing', 'open')
      },
    })
    return () => {
      phase = 'closed'
    }
  }

  const kit = {
    dials,
    get last() {
      const dial = dials.at(-1)
      if (!dial) throw new Error('Nothing has been dialled yet.')
      return dial
    },
    get sockets() {
      return dials.filter((dial) => !dial.closed).length
    },
  }
  return Object.defineProperties(transport, Object.getOwnPropertyDescriptors(kit)) as FakeTransport
}
