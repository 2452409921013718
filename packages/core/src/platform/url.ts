import { messageOf } from '#development'

/**
 * Returns the URL of a stream, absolute where there is a base to resolve it against: in a page or a
 * worker.
 *
 * @throws TypeError where it cannot be parsed, or has a scheme that carries no stream.
 */
export function resolveUrl(url: string | URL): string {
  const named = String(url)
  const base = globalThis.document?.baseURI ?? globalThis.location?.href
  if (last?.named === named && last.base === base) return last.resolved
  const parsed = parse(named, base ?? nowhere)
  if (!parsed) throw new TypeError(messageOf('url-invalid', shownOf(named)))
  if (!streamable.test(parsed.protocol) && !isOwn(parsed, base))
    throw new TypeError(messageOf('url-protocol', shownOf(named)))
  // On a server a relative URL stays as it is: nothing is dialled there, and the browser has the
  // base.
  const resolved = base === undefined && parsed.origin === nowhere ? named : parsed.href
  last = { named, base, resolved }
  return resolved
}

/**
 * What was resolved last, because a thousand components that share a URL come one after another.
 */
let last: {
  readonly named: string
  readonly base: string | undefined
  readonly resolved: string
} | null = null

const nowhere = 'http://server.invalid'
// The last ones are those of Electron, Tauri, Capacitor and Ionic. Not every scheme: `localhost:3000`
// would be one.
const streamable = /^(https?|data|blob|app|tauri|capacitor|ionic):$/

/** Whether a page of a scheme of its own asks for a stream of the same. Files are no stream. */
const isOwn = ({ protocol }: URL, base = nowhere) =>
  protocol !== 'file:' && protocol === parse(base, nowhere)?.protocol

function parse(url: string, base: string): URL | null {
  try {
    return new URL(url, base)
  } catch {
    return null
  }
}

const shownOf = (named: string) => JSON.stringify(withoutQuery(named))

/**
 * Returns what a message may say of a URL: origin and path. The query may hold a token, and what
 * stands before the host a password.
 */
export const withoutQuery = (url: string): string =>
  url.replace(/[?#].*/s, '').replace(/^([a-z][a-z\d+.-]*:[/\\]*|[/\\]{2,})[^/\\]*@/i, '$1')
