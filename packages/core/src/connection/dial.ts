import { messageOf } from '#development'
import { now } from '../platform/clock.ts'
import { errorName } from '../platform/errorName.ts'
import { isPromise } from '../platform/isPromise.ts'
import { logError } from '../platform/report.ts'
import { resolveUrl } from '../platform/url.ts'
import type { Failure } from '../transports/failure.ts'
import { optionFailure } from '../transports/optionFailure.ts'
import type {
  Plan,
  Signal,
  SourceResponse,
  Transport,
  TransportRequest,
} from '../transports/transport.ts'
import { portableIdentityOf, userOf } from './identity.ts'
import type { StreamUser } from './identity.ts'
import { isGet, methodOf, withDefaults } from './options.ts'
import type { ConnectionOptions } from './options.ts'
import type { ReconnectRequest } from './reconnectWith.ts'
import { nextTurn } from './turn.ts'

/** One attempt to connect: what it is made with, what became of it, and how to end it. */
export interface Dial {
  readonly options: ConnectionOptions
  readonly user: StreamUser
  /** When it began. */
  readonly began: number
  /** When the server accepted. */
  opened: number
  /** Whether an event came, or a new last event ID. */
  hasSpoken: boolean
  /** Absolute once the dial has begun. */
  url: string
  /** What the server answered, where the transport can see it. */
  response: SourceResponse | null
  hangUp(): void
  /** Tells the transport what follows a loss. */
  tellPlan(plan: Plan | null): void
}

/** The state before the first dial. A URL that a function returns is not known yet. */
export const noDial = (options: ConnectionOptions): Dial => ({
  options,
  user: userOf(options),
  began: now(),
  opened: 0,
  hasSpoken: false,
  url: typeof options.url === 'function' ? '' : resolveUrl(options.url),
  response: null,
  hangUp() {},
  tellPlan() {},
})

/** How long a stream must be open to prove itself, with an event and without, in milliseconds. */
const stableAfter = { event: 1000, silence: 10_000 }

/** Whether an open stream has proved itself, so that earlier failures no longer count. */
export const isStable = ({ opened, hasSpoken }: Dial): boolean =>
  now() - opened >= (hasSpoken ? stableAfter.event : stableAfter.silence)

/** What a connection knows of a dial that the options do not say. */
type Circumstances = Pick<
  TransportRequest,
  'lastEventId' | 'failureCount' | 'manual' | 'eachType' | 'connect'
>

/**
 * Dials with the options of the first request, and what replaces them, or reports why that is not
 * possible. The answer may come before this returns. `isCurrent` says whether this dial is still the
 * latest, and not hung up.
 */
export function startDial(
  transport: Transport,
  dial: Dial,
  request: ReconnectRequest | Failure,
  known: Circumstances,
  isCurrent: () => boolean,
  receive: (signal: Signal) => void,
): void {
  function emit(signal: Signal) {
    if (!isCurrent()) return
    nextTurn()
    receive(signal)
  }
  // What is impossible now is so later, too: no policy decides.
  const end = (failure: Failure) => emit({ kind: 'lost', failure, redialing: false, retryAt: null })
  if ('kind' in request) return void end(request)
  const options = replaced(dial.options, request)
  let url: string | URL | undefined
  try {
    // A function of the application may have closed the stream.
    if (isCurrent()) url = urlOf(options, known.lastEventId)
    if (!isCurrent()) return
    const sent = {
      ...requestFor(url!, options, known),
      // The identity stays that of the first request.
      identity: portableIdentityOf(dial.options),
      eachPlan: (listener: Dial['tellPlan']) => void (dial.tellPlan = listener),
    }
    dial.url = sent.url
    const hangUp = transport(sent, emit)
    // The answer may have ended this dial already, and begun another.
    if (isCurrent()) dial.hangUp = hangUp
    else hangUp()
  } catch (error) {
    if (url !== undefined) return void end(impossible(error))
    emit({ kind: 'lost', failure: optionFailure('url', error), redialing: false })
  }
}

/** Returns the failure of a dial that cannot be made, now or later. */
export function impossible(error: unknown): Failure {
  const message = messageOf('protocol-dial', errorName(error))
  logError(message, error)
  return { kind: 'protocol', message }
}

/** Returns the options of the first request, with what replaces them. */
function replaced(first: ConnectionOptions, request: ReconnectRequest): ConnectionOptions {
  const options = withDefaults(request as Partial<ConnectionOptions> as ConnectionOptions, first)
  return request.method && isGet(options) ? { ...options, body: undefined } : options
}

const urlOf = ({ url }: ConnectionOptions, lastEventId: string) =>
  typeof url === 'function' ? url({ lastEventId }) : url

/**
 * Returns what the transport is asked for, and throws where a relative URL has no page to be
 * resolved against.
 */
function requestFor(
  url: string | URL,
  options: ConnectionOptions,
  known: Circumstances,
): Omit<TransportRequest, 'identity' | 'eachPlan'> {
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
    ...known,
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
  }
}
