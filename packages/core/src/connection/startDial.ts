import { messageOf } from '#development'
import { isPromise } from '../platform/isPromise.ts'
import { resolveUrl } from '../platform/url.ts'
import type { Failure } from '../transports/failure.ts'
import { optionFailure } from '../transports/optionFailure.ts'
import type { Signal, TransportRequest } from '../transports/transport.ts'
import type { Connection } from './connection.ts'
import { dialOptionsOf, newEachType } from './consumers.ts'
import { requestFor } from './continuation.ts'
import { impossible, noDial } from './dial.ts'
import { portableIdentityOf } from './identity.ts'
import { lost } from './lost.ts'
import { hasSocket } from './machine.ts'
import type { ConnectionEvent } from './machine.ts'
import { isGet, methodOf, withDefaults } from './options.ts'
import type { ConnectionOptions } from './options.ts'
import { receive } from './reception.ts'
import type { ReconnectRequest } from './reconnectWith.ts'
import { nextTurn } from './turn.ts'

/**
 * Dials with the options of the first request, and what replaces them, or acts on why that is not
 * possible. The answer may come before this returns.
 */
export function startDial(connection: Connection, event: ConnectionEvent): void {
  const { state, renewal } = connection
  const manual = event.type === 'connect' && event.manual === true
  const dial = noDial(dialOptionsOf(connection))
  dial.url = connection.latest.url
  connection.latest = dial

  /** Whether this dial is still the latest, and not hung up. */
  const isCurrent = () => connection.state.dial === state.dial && hasSocket(connection.state)
  function emit(signal: Signal) {
    if (!isCurrent()) return
    nextTurn()
    if (signal.kind === 'lost') lost(connection, signal)
    else receive(connection, signal)
  }
  // What is impossible now is so later, too: no policy decides.
  const end = (failure: Failure) => emit({ kind: 'lost', failure, redialing: false, retryAt: null })

  const request = requestFor(connection, manual)
  renewal?.dialled(manual)
  if ('kind' in request) return end(request)
  const options = replaced(dial.options, request)
  const { resumePoint } = connection
  const { id: lastEventId } = resumePoint
  let url: string | URL | undefined
  try {
    // A function of the application may have closed the stream.
    if (isCurrent()) url = urlOf(options, lastEventId)
    if (!isCurrent()) return
    const sent: TransportRequest = {
      ...sentFor(url!, options),
      lastEventId,
      failureCount: state.failureCount,
      manual,
      // The identity stays that of the first request.
      identity: portableIdentityOf(dial.options),
      eachType: newEachType(connection),
      eachPlan: (listener) => void (dial.tellPlan = listener),
      connect: connection.connect,
      follow(isFollowing) {
        resumePoint.isKeptElsewhere = isFollowing
        resumePoint.save()
      },
    }
    dial.url = sent.url
    const hangUp = connection.transport.dial(sent, emit)
    // The answer may have ended this dial already, and begun another.
    if (isCurrent()) dial.hangUp = hangUp
    else hangUp()
  } catch (error) {
    if (url !== undefined) return end(impossible(error))
    emit({ kind: 'lost', failure: optionFailure('url', error), redialing: false })
  }
}

/** Returns the options of the first request, with what replaces them. */
function replaced(first: ConnectionOptions, request: ReconnectRequest): ConnectionOptions {
  const options = withDefaults(request as Partial<ConnectionOptions> as ConnectionOptions, first)
  return request.method && isGet(options) ? { ...options, body: undefined } : options
}

const urlOf = ({ url }: ConnectionOptions, lastEventId: string) =>
  typeof url === 'function' ? url({ lastEventId }) : url

/**
 * Returns what a transport is asked to send, and throws where a relative URL has no page to be
 * resolved against.
 */
function sentFor(url: string | URL, options: ConnectionOptions) {
  const {
    headers,
    body,
    withCredentials = false,
    connectTimeout,
    idleTimeout,
    maxEventSize,
    retry,
  } = options
  if (isPromise(url)) throw new TypeError(messageOf('option-asynchronous', 'url'))
  return {
    url: new URL(resolveUrl(url)).href,
    // A function without a parameter only chooses a URL, such as that of the next server.
    urlHasId: typeof options.url === 'function' && options.url.length > 0,
    method: methodOf(options),
    headers,
    body,
    withCredentials,
    connectTimeout,
    idleTimeout,
    maxEventSize,
    redial: retry === undefined ? 'transport' : retry ? 'connection' : 'never',
  } satisfies Partial<TransportRequest>
}
