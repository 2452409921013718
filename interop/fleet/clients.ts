import { backoff, createEventSource, fetchTransport } from '@use-event-source/core'
import type { EventSourceOptions } from '@use-event-source/core'
import { createTally } from '../tally.ts'
import type { Tally } from '../tally.ts'

/** A client that counts what it is told. */
export interface Client {
  readonly tally: Tally
  /** Milliseconds from each kill that cut its stream to the next event. */
  readonly takeovers: readonly number[]
  /** Begins to wait for a takeover, if the stream is cut. */
  nodeIsKilled(): void
  close(): void
}

/**
 * Dials the next address each time. The URL carries the last event ID, so that no header has to.
 */
export function inTurn(urls: readonly string[], first: number) {
  let dials = first
  return ({ lastEventId }: { readonly lastEventId: string }) => {
    const url = urls[dials++ % urls.length] ?? ''
    return lastEventId === '' ? url : `${url}?last_event_id=${encodeURIComponent(lastEventId)}`
  }
}

export function createClient(url: EventSourceOptions<unknown>['url']): Client {
  const tally = createTally()
  let [killedAt, isCut] = [0, false]
  const takeovers: number[] = []
  const source = createEventSource<Record<'tick', number>>({
    url,
    events: { tick: Number },
    retry: backoff({ initial: 100, max: 500 }),
    // Of its own, so that no two clients share a connection.
    transport: fetchTransport(),
  })
  source.subscribe(() => {
    if (killedAt > 0 && source.getSnapshot().status === 'reconnecting') isCut = true
  })
  source.on('tick', ({ data }) => {
    tally.count(data)
    if (!isCut) return
    takeovers.push(performance.now() - killedAt)
    isCut = false
    killedAt = 0
  })
  return {
    tally,
    takeovers,
    nodeIsKilled() {
      killedAt = performance.now()
    },
    close: source.close,
  }
}
