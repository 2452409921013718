import type { Consumer } from '../connection/consumers.ts'
import type { ConnectionOptions } from '../connection/options.ts'
import { messageOf } from './messages.ts'
import { warn } from './warn.ts'

/** Those that one component sets for all that share its stream. Of time-outs the strictest holds. */
const names = ['retry', 'maxEventSize', 'lastEventId', 'resume', 'reconnectWith', 'idOf'] as const

/** Warns of what a component that joins a stream sets in vain, because an older one sets it. */
export function warnOfIgnoredOptions(
  joining: Consumer,
  optionsInForce: () => ConnectionOptions,
): void {
  const given = joining.options()
  const inForce = optionsInForce()
  const ignored = names.filter(
    (name) => given[name] !== undefined && isOther(given[name], inForce[name]),
  )
  if (ignored.length === 0) return
  warn(messageOf('option-ignored', ignored.join("', '"), shownOf(given)))
}

/** Objects and functions cannot be compared: one that is written inline is another at each render. */
const isOther = (given: unknown, inForce: unknown) =>
  given !== inForce && (Object(given) !== given || Object(inForce) !== inForce)

const shownOf = ({ url }: ConnectionOptions) =>
  typeof url === 'function'
    ? "a 'url' function"
    : new URL(String(url), 'http://page.invalid').pathname
