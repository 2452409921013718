/**
 * What carries the prices: `fetch`, unless the address names the browser's own `EventSource`. A
 * transport is no option that changes while a stream is open, so the page is loaded again.
 */
export const carrier =
  new URLSearchParams(location.search).get('carrier') === 'EventSource' ? 'EventSource' : 'fetch'

/** Where the prices are carried by the other one. */
export function otherCarrier() {
  const name = carrier === 'fetch' ? 'EventSource' : 'fetch'
  const url = new URL(location.href)
  url.searchParams.set('carrier', name)
  return { name, href: url.href } as const
}
