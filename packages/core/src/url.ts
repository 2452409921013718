import { explain } from '#development'
import type { ConnectionOptions } from './connectionOptions.ts'

/**
 * Returns the URL of a dial, absolute where there is a base to resolve it against: in a page or a worker.
 *
 * @throws TypeError where it cannot be parsed, or names no stream.
 */
export function resolveUrl(url: ConnectionOptions['url'], lastEventId = ''): string {
  const named = nameOf(url, lastEventId)
  const base = globalThis.document?.baseURI ?? globalThis.location?.href
  const shown = JSON.stringify(withoutQuery(named))
  const parsed = parse(named, base ?? nowhere)
  if (!parsed) throw new TypeError(explain('url-invalid', shown))
  if (!streamable.test(parsed.protocol)) throw new TypeError(explain('url-protocol', shown))
  // On a server a relative URL stays as it is: nothing is dialled there, and the browser has the base.
  return base === undefined && parsed.origin === nowhere ? named : parsed.href
}

/** Returns the URL as it was given, or as the function that was given makes it. */
export const nameOf = (url: ConnectionOptions['url'], lastEventId: string): string =>
  String(typeof url === 'function' ? url({ lastEventId }) : url)

const nowhere = 'http://server.invalid'
const streamable = /^(https?|data|blob):$/

function parse(url: string, base: string): URL | null {
  try {
    return new URL(url, base)
  } catch {
    return null
  }
}

/** Returns what a message may say of a URL: the query may hold a token. */
export const withoutQuery = (url: string): string => url.replace(/[?#].*/s, '')
