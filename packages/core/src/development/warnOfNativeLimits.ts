import { explain } from './messages.ts'
import type { TransportRequest } from '../transports/transport.ts'
import { warn } from './warn.ts'

const beyond = ['headers', 'body', 'retry', 'connectTimeout', 'idleTimeout', 'maxEventSize'] as const

/** Warns of what the browser's own `EventSource` was asked for and cannot do. */
export function checkNative({ options, lastEventId }: TransportRequest): void {
  const { method = 'GET', url } = options
  if (!/^get$/i.test(method)) warn(explain('option-beyond-native', 'method'))
  for (const name of beyond) {
    // Not to redial at all is the one policy that a browser can be held to: by hanging up.
    if (options[name] !== undefined && options[name] !== false) warn(explain('option-beyond-native', name))
  }
  if (lastEventId !== '' && typeof url !== 'function') warn(explain('option-beyond-native', 'lastEventId'))
}
