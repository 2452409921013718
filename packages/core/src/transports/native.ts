import { messageOf, warnOfManyStreams, warnOfNativeLimits } from '#development'
import { withoutQuery } from '../platform/url.ts'
import type { Failure } from './failure.ts'
import type { Transport } from './transport.ts'

/** The platform's `EventSource`, where the project has types of it. */
type EventSourceConstructor = typeof globalThis extends { EventSource: infer Platform }
  ? Platform
  : new (url: string, init?: any) => object

export interface NativeTransportOptions {
  /** The constructor to dial with. @default globalThis.EventSource */
  readonly EventSource?: EventSourceConstructor
}

/**
 * How many dials follow one that the browser gave up. The reason may pass, as a 502 does while a
 * server is deployed, or never, as a 401: the browser does not tell.
 */
const tries = 5

/**
 * Makes a transport of the browser's own `EventSource`.
 *
 * It dials again by itself after a dropped socket, with the last event ID. It does not see statuses
 * and comments, hears declared event types only, sends no headers and no body, and gives up on any
 * answer but an event stream. The `EventSource` that is made after that starts without the last
 * event ID, unless the URL carries it. When five more in a row were given up, the failure is
 * `protocol`: the stream ends.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#the-eventsource-interface
 */
export function nativeTransport(options: NativeTransportOptions = {}): Transport {
  /** How many dials in a row the browser gave up, by their URL. */
  const givenUp = new Map<string, number>()
  return (request, emit) => {
    warnOfNativeLimits(request)
    const { url, withCredentials, eachType } = request
    const { EventSource = globalThis.EventSource } = options
    const source = new EventSource(url, { withCredentials })

    // The server may name its events 'open' and 'error' too: only its own are message events.
    const receive = (event: Event) => {
      if (!('data' in event)) return
      const { type, data: raw, lastEventId } = event as MessageEvent<string>
      emit({ kind: 'alive' })
      emit({ kind: 'event', event: { type, raw, lastEventId } })
    }
    source.addEventListener('open', (event) => {
      if ('data' in event) return
      givenUp.delete(url)
      emit({ kind: 'open', url })
    })
    source.addEventListener('error', (event) => {
      if ('data' in event) return
      const redialing = source.readyState === source.CONNECTING
      const count = (givenUp.get(url) ?? 0) + (redialing ? 0 : 1)
      const isFinal = count > tries
      if (isFinal) givenUp.delete(url)
      else givenUp.set(url, count)
      const failure: Failure = isFinal
        ? { kind: 'protocol', message: messageOf('protocol-native', withoutQuery(url)) }
        : { kind: 'network', message: messageOf('network-lost', withoutQuery(url)) }
      emit({ kind: 'lost', failure, redialing })
    })
    eachType((type) => source.addEventListener(type, receive))

    return warnOfManyStreams(url, () => source.close())
  }
}
