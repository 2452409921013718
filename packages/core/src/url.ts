import type { ConnectionOptions } from './connectionOptions.ts'

/**
 * Returns the URL of a dial, absolute where there is a base to resolve it against: in a page or a worker.
 *
 * @throws TypeError where it cannot be parsed.
 */
export function resolveUrl(url: ConnectionOptions['url'], lastEventId: string): string {
  const named = String(typeof url === 'function' ? url({ lastEventId }) : url)
  const base = globalThis.document?.baseURI ?? globalThis.location?.href
  try {
    const { href } = new URL(named, base ?? 'http://server.invalid')
    // On a server a relative URL stays as it is: nothing is dialled there, and the browser has the base.
    return base === undefined && href.startsWith('http://server.invalid') ? named : href
  } catch {
    throw new TypeError(`Cannot parse the URL ${JSON.stringify(named)}: give an absolute one, or one relative to the page.`)
  }
}

/** Returns what a message may say of a URL: the query may hold a token. */
export const withoutQuery = (url: string): string => url.replace(/[?#].*/s, '')
