import { messageOf } from '#development'
import type { EventOf } from './serverEvent.ts'
import type { EventSourceStore } from './store.ts'

export interface EventsOfOptions {
  /**
   * How many events may wait for a slow reader. With one more the loop throws, so that no event is
   * dropped silently.
   *
   * @default 10000
   */
  readonly limit?: number | undefined
}

/**
 * Iterates over the events of a type, of several types, or of all. Leaving the loop unsubscribes.
 *
 * The loop ends when the stream is closed or ended by the server, and throws when it is lost for
 * good.
 *
 * @example
 * for await (const event of eventsOf(prices, 'price')) console.log(event.data)
 *
 * @throws RangeError when more than `limit` events wait for the reader.
 */
export async function* eventsOf<Events, Type extends keyof Events & string = keyof Events & string>(
  source: EventSourceStore<Events>,
  type: Type | readonly Type[] | '*' = '*',
  { limit = 10_000 }: EventsOfOptions = {},
): AsyncGenerator<EventOf<Events, Type>, void, undefined> {
  let queue: EventOf<Events, Type>[] = []
  let overflown = false
  let wake = () => {}

  const receive = (event: EventOf<Events, Type>) => {
    if (queue.length < limit) queue.push(event)
    else overflown = true
    wake()
  }
  const offs = [source.on(type, receive), source.subscribe(() => wake())]

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
