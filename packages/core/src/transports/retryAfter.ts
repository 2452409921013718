/**
 * Reads a `Retry-After` header, in seconds or as a date, and returns milliseconds, or `undefined`
 * where it says neither.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function parseRetryAfter(header: string | null): number | undefined {
  const value = header?.trim() ?? ''
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000
  // Every form of a date has a time of day; `Date.parse` would take '-1' for a year. The oldest
  // form ends in the year, and is in UTC without saying so.
  const date = value.includes(':') ? Date.parse(value.replace(/\d{4}$/, '$& GMT')) : NaN
  return Number.isNaN(date) ? undefined : Math.max(date - Date.now(), 0)
}
