import type { TransportRequest } from '@use-event-source/core'

/** What stands in place of a secret. */
const hidden = '•••'

const words = 'token|secret|password|passwd|pwd|authorization|cookie|api[-_]?key|jwt|signature'
const secretName = new RegExp(`${words}|(^|[-_])(auth|session|credential)`, 'i')

/** Request headers whose values hold nothing of a user. */
const harmless = new Set(['accept', 'cache-control', 'content-type', 'last-event-id'])

/** Returns a URL without its user and password, and with its query by name alone. */
export function maskUrl(url: string): string {
  try {
    const { protocol, host, pathname, searchParams } = new URL(url, globalThis.location?.href)
    const names = [...new Set(searchParams.keys())].map((name) => `${name}=${hidden}`)
    const path = pathname.replace(jsonWebTokens, hidden)
    return `${protocol}//${host}${path}${names.length > 0 ? `?${names.join('&')}` : ''}`
  } catch {
    return hidden
  }
}

/** Returns request headers by name: their values are hidden, but for those that every request has. */
export function maskRequestHeaders(headers: TransportRequest['headers']): Record<string, string> {
  if (!headers) return {}
  if (typeof headers === 'function') return { '(from a function)': hidden }
  try {
    const entries: [name: string, value: string][] = []
    new Headers(headers).forEach((value, name) =>
      entries.push([name, harmless.has(name) ? value : hidden]),
    )
    return Object.fromEntries(entries)
  } catch {
    return { '(not valid)': hidden }
  }
}

/** Returns the headers of an answer, without what looks like a secret. */
export const maskAnswerHeaders = (
  headers: Readonly<Record<string, string>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      secretName.test(name) ? hidden : maskText(value),
    ]),
  )

/** A name that ends in one of the words, and its value: `"accessToken": "…"`, `token=…`. */
const named = new RegExp(
  `([\\w-]*(?:${words})(?:\\\\?")?\\s*[:=]\\s*)(\\\\?"(?:[^"\\\\]|\\\\.)*"?|[^\\s,;&"'}\\]]+)`,
  'gi',
)
/** All of the line: it holds several, with names of their own. */
const cookies = /\b((?:set-)?cookie\s*:\s*)[^\r\n"\\]+/gi
const schemes = /\b(Bearer|Basic)\s+[\w.~+/=-]+/gi
const jsonWebTokens = /\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g
const users = /(\/\/)[^\s/@:]+(:[^\s/@]*)?@/g
const queries = /(https?:\/\/[^\s?#"']+)\?[^\s"']*/g

/** What a text has to contain before the slower searches begin. */
const suspicious = new RegExp(`${words}|bearer|basic|eyj|@|://`, 'i')

/** Returns a text without what looks like a secret in it. */
export function maskText(text: string): string {
  if (!suspicious.test(text)) return text
  return text
    .replace(cookies, `$1${hidden}`)
    .replace(schemes, `$1 ${hidden}`)
    .replace(jsonWebTokens, hidden)
    .replace(users, `$1${hidden}@`)
    .replace(queries, `$1?${hidden}`)
    .replace(named, (_, name: string, value: string) => {
      const quote = /^\\?"/.exec(value)?.[0] ?? ''
      return name + quote + hidden + quote
    })
}

/** Returns a decoded value as a person reads it, without what looks like a secret. */
export function readable(value: unknown): string {
  if (typeof value === 'string') return maskText(value)
  try {
    return maskText(JSON.stringify(value, hideByName, 2) ?? describe(value))
  } catch {
    return describe(value)
  }
}

const hideByName = (name: string, value: unknown) =>
  typeof value === 'string' && secretName.test(name) ? hidden : value

/** What JSON cannot say: a function, a circle, nothing at all. */
const describe = (value: unknown) => Object.prototype.toString.call(value)
