/** Kestrel takes headers of 32 KiB in all; most other servers take less. */
const longestHeader = 32_768

/**
 * Returns the value of the `Last-Event-ID` header for an id, or `null` where no header can carry
 * it: control characters are refused by platforms or servers, and so is a very long id.
 *
 * Headers carry bytes, one to a character, and the standard encodes the id as UTF-8.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#sse-processing-model
 */
export function lastEventIdHeader(id: string): string | null {
  // oxlint-disable-next-line no-control-regex -- exactly these
  if (/[\0-\x08\n-\x1f\x7f]/.test(id) || id.length > longestHeader) return null
  const bytes = new TextEncoder().encode(id)
  if (bytes.length === id.length) return id
  if (encodesHeaders()) return /[^\0-\xff]/.test(id) ? null : id
  return bytes.length > longestHeader ? null : String.fromCharCode(...bytes)
}

/**
 * Whether the platform encodes the characters of headers as UTF-8 itself, so that no header can
 * carry the bytes of other characters than those of Latin-1: WebKit does on Linux.
 */
function encodesHeaders(): boolean {
  const { vendor, platform } = globalThis.navigator ?? {}
  return /^Apple.* Linux/.test(`${vendor} ${platform}`)
}
