import type { Failure, RawEvent, Transport } from '@use-event-source/core'
import type { ObservedStream } from '@use-event-source/core/tools'

/** A status that a server answers in place of a stream. */
export type Refusal = 401 | 429 | 503

const words: Readonly<Record<Refusal, string>> = {
  401: 'Unauthorized',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
}

/** How long a 429 asks to wait, in milliseconds. */
const retryAfter = 5000

/** Breaks the connection, as a network does. The stream decides by itself what follows. */
export function hangUp(stream: ObservedStream): void {
  lose(stream, { kind: 'network', message: 'Hung up by the devtools.' })
}

/** Connects immediately: instead of waiting, after a failure, or in place of an open connection. */
export function reconnect(stream: ObservedStream): void {
  hangUp(stream)
  stream.connect()
}

/** Answers the next request with a status. A stream that is connected makes it now. */
export function answerOnce(stream: ObservedStream, status: Refusal): void {
  stream.carrier = (_, emit) => {
    stream.carrier = null
    const message = `The devtools answered ${status} ${words[status]}`
    const failure: Failure = { kind: 'http', message, status, headers: {} }
    const loss = status === 429 ? { ...failure, retryAfter } : failure
    emit({ kind: 'lost', failure: loss, redialing: false })
    return () => {}
  }
  reconnect(stream)
}

/** Lets each request of the stream fail, until it is online again. */
export function goOffline(stream: ObservedStream): void {
  stream.carrier = offline
  lose(stream, noNetwork)
}

export function goOnline(stream: ObservedStream): void {
  stream.carrier = null
  stream.connect()
}

export const isOffline = (stream: ObservedStream): boolean => stream.carrier === offline

/** Keeps from the stream what comes over its present connection, as a dead line does. */
export function fallSilent(stream: ObservedStream): void {
  stream.dial?.silence()
}

/** Lets the stream hear events again, at the place where it is now. */
export function replay(stream: ObservedStream, events: readonly RawEvent[]): void {
  const { lastEventId } = stream
  for (const { type, raw } of events)
    stream.dial?.emit({ kind: 'event', event: { type, raw, lastEventId } })
}

const noNetwork: Failure = { kind: 'network', message: 'Offline by the devtools.' }

const offline: Transport = (_, emit) => {
  emit({ kind: 'lost', failure: noNetwork, redialing: false })
  return () => {}
}

function lose({ dial }: ObservedStream, failure: Failure) {
  dial?.emit({ kind: 'lost', failure, redialing: false })
}
