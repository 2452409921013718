import type { UrlViewOptions } from './useEventSource.ts'

type Changing =
  | 'source'
  | 'events: the types'
  | 'events: a decoder'
  | 'body: a text'
  | 'body: anything else'
  | Exclude<keyof UrlViewOptions, 'body'>
  | 'pauseWhenDeactivated'

interface Change {
  /** Whether it makes another stream, which is dialled at once. */
  readonly redials: boolean
  /** From when on the new value counts. */
  readonly counts: string
}

const anotherStream: Change = { redials: true, counts: 'at once, for another stream' }

const from = (counts: string): Change => ({ redials: false, counts })

/**
 * What it does when something is another one than at the last render. The tests hold it, and the
 * docs show it.
 */
export const redials: { readonly [Name in Changing]: Change } = {
  source: anotherStream,
  method: anotherStream,
  'body: a text': from('with `connect()`, which sends it: until then the view is `idle`'),
  withCredentials: anotherStream,
  key: anotherStream,
  client: anotherStream,
  'events: the types': from('at once, on the same connection'),
  'events: a decoder': from('with the next event'),
  until: from('with the next event'),
  onInvalid: from('with the next event'),
  signal: from('with the next event'),
  headers: from('with the next request'),
  'body: anything else': from('with the next request'),
  connectTimeout: from('with the next request'),
  maxEventSize: from('with the next request'),
  idleTimeout: from('when the stream opens the next time'),
  retry: from('when the connection is lost the next time'),
  reconnectWith: from('when the connection is lost the next time'),
  idOf: from('with the next request'),
  linger: from('when the last listener leaves'),
  pauseWhenHidden: from('when the page is hidden the next time'),
  resume: from('when it connects again, after `close()` or after all listeners had left'),
  transport: from('never: make it once, outside of the component'),
  lastEventId: from('never: it is where the first request starts'),
  keepPrevious: from('with the next change of the stream'),
  throwOnFailure: from('at once'),
  pauseWhenDeactivated: from('never: it is read in setup'),
}
