import { messageOf } from '#development'
import type { Decoders } from './decode.ts'
import type { EventOf } from './serverEvent.ts'
import type { EventSourceStore } from './store.ts'

export interface EventsOfOptions {
  /** How many events may wait for a slow reader. With one more, the loop throws: no event is dropped in silence. @default 10000 */
  readonly limit?: number
}

/**
 * Iterates over the events of one type, or of all types of a store. Leaving the loop unsubscribes.
 *
 * The loop ends when the stream is closed or ended by the server, and throws when it is lost for good.
 *
 * @example
 * for await (const event of eventsOf(prices, 'price')) console.log(event.data)
 *
 * @throws RangeError when more than `limit` events wait for the reader.
 */
export async function* eventsOf<D extends Decoders, K extends keyof D & string = keyof D & string>(
  source: EventSourceStore<D>,
  type?: K,
  { limit = 10_000 }: EventsOfOptions = {},
): AsyncGenerator<EventOf<D, K>, void, undefined> {
  let queue: EventOf<D, K>[] = []
  let overflown = false
  let wake = () => {}

  const receive = (event: EventOf<D, K>) => {
    if (queue.length < limit) queue.push(event)
    else overflown = true
    wake()
  }
  const types = type === undefined ? (source.types as readonly K[]) : [type]
  const offs = [...types.map((type) => source.on(type, receive)), source.subscribe(() => wake())]

  try {
    for (;;) {
      const due = queue
      queue = []
      yield* due
      if (queue.length > 0) continue
      if (overflown) throw new RangeError(messageOf('reader-slow', limit))
      const { status, failure } = source.getSnapshot()
      if (status === 'closed') {
        if (failure === null || failure.kind === 'ended') return
        throw new Error(failure.message, { cause: failure })
      }
      await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    for (const off of offs) off()
  }
}
