import type { HeadersOption } from '../transports/transport.ts'
import { messageOf } from './messages.ts'
import { warn } from './warn.ts'

/**
 * Warns of a mounted component whose `authorization` changes without a key: its stream goes on, and
 * nothing says whether that is a renewed token or another user.
 */
export function warnOfNewUser(
  key: string | undefined,
  held: HeadersOption | undefined,
  newest: HeadersOption | undefined,
): void {
  if (key || held === newest) return
  const [before, now] = [authorizationOf(held), authorizationOf(newest)]
  if (before && now && before !== now) warn(messageOf('user-unknown'))
}

function authorizationOf(headers: HeadersOption | undefined): string | null {
  if (typeof headers === 'function') return null
  try {
    return new Headers(headers).get('authorization')
  } catch {
    // A dial will tell what is wrong with them.
    return null
  }
}
