// A token of HTTP, a slash and another one.
const essence = /^[\t ]*([!#$%&'*+.^_`|~\w-]+\/[!#$%&'*+.^_`|~\w-]+)[\t ]*(?:;|$)/

/**
 * Whether an answer with this `Content-Type` is an event stream. Of several, which the platform
 * joins by commas, the last valid one counts.
 *
 * @see https://fetch.spec.whatwg.org/#concept-header-extract-mime-type
 */
export function isEventStream(contentType: string): boolean {
  let type: string | undefined
  // A comma within quotes belongs to a parameter.
  for (const part of contentType.match(/(?:"(?:\\.|[^"\\])*"?|[^",])+/g) ?? []) {
    const found = essence.exec(part)?.[1]
    if (found !== '*/*') type = found ?? type
  }
  return type?.toLowerCase() === 'text/event-stream'
}
