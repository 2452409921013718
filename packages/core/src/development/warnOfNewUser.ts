import type { HeadersOption } from '../transports/transport.ts'
import { messageOf } from './messages.ts'
import { warn } from './warn.ts'

interface WithHeaders {
  readonly headers?: HeadersOption | undefined
}

/**
 * Warns of a mounted component whose `authorization` changes without a key: its stream goes on, and
 * nothing says whether that is a renewed token or another user.
 */
export function warnOfNewUser(
  { key }: { readonly key: string },
  held: WithHeaders,
  newest: WithHeaders,
): void {
  if (key || held.headers === newest.headers) return
  const [before, now] = [authorizationOf(held), authorizationOf(newest)]
  if (before && now && before !== now) warn(messageOf('user-unknown'))
}

function authorizationOf({ headers }: WithHeaders): string | null {
  if (typeof headers === 'function') return null
  try {
    return new Headers(headers).get('authorization')
  } catch {
    // A dial will tell what is wrong with them.
    return null
  }
}
