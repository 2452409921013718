import type { TransportRequest } from '../transports/transport.ts'
import { messageOf } from './messages.ts'
import { warn } from './warn.ts'

/** Warns of the options that a browser's own `EventSource` cannot honour. */
export function warnOfNativeLimits(request: TransportRequest): void {
  for (const option of beyondNative(request)) warn(messageOf('option-beyond-native', option))
}

/**
 * Returns what a request asks for that a browser's own `EventSource` cannot do, by the names of the
 * options.
 */
function beyondNative(request: TransportRequest): readonly string[] {
  const {
    method,
    headers,
    body,
    redial,
    connectTimeout,
    idleTimeout,
    maxEventSize,
    lastEventId,
    urlHasId,
    eachType,
  } = request
  let hearsOtherTypes = false
  eachType((type) => (hearsOtherTypes ||= type === '*'))
  const asked = {
    method: method !== 'GET',
    headers: headers !== undefined,
    body: body !== undefined,
    // `retry: false` is the one policy that a browser can be held to: by hanging up.
    retry: redial === 'connection',
    // It can time a first dial, but a browser does not report when it dials again by itself.
    connectTimeout: connectTimeout !== undefined,
    idleTimeout: typeof idleTimeout === 'number',
    maxEventSize: maxEventSize !== undefined,
    lastEventId: lastEventId !== '' && !urlHasId,
    // It hears the types alone that it was given a listener for.
    "events['*']": hearsOtherTypes,
  }
  return Object.entries(asked).flatMap(([name, isAsked]) => (isAsked ? name : []))
}
