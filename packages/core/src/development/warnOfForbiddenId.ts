import { messageOf } from './messages.ts'
import { warn } from './warn.ts'

/** Warns of an origin that a page may not send the last event ID to. */
export function warnOfForbiddenId(url: string): void {
  warn(messageOf('id-forbidden', new URL(url).origin))
}
