import { messageOf } from '#development'
import { createQueue } from './queue.ts'
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
 * The loop ends when the stream is closed, without the events that still wait, or ended by the server
 * or by `until`, after them. It throws when the stream is lost for good or was cut: `until` had not
 * answered, or the last event was not whole.
 *
 * @example
 * for await (const event of eventsOf(prices, 'price')) console.log(event.data)
 *
 * @throws RangeError when more than `limit` events wait for the reader.
 */
export function eventsOf<Events, Type extends keyof Events & string = keyof Events & string>(
  source: EventSourceStore<Events>,
  type: Type | readonly Type[] | '*' = '*',
  { limit = 10_000 }: EventsOfOptions = {},
): AsyncGenerator<EventOf<Events, Type>, void, undefined> {
  const queue = createQueue<EventOf<Events, Type>>(limit)
  let offs: (() => void)[] | null = null

  /** Ends the loop, as soon as the events before the end are read. */
  function end(failure?: unknown) {
    for (const off of offs ?? []) off()
    offs = []
    queue.end(failure)
  }

  function check(isUrgent = false) {
    // Closed or cleared: nothing is delivered any more.
    if (isUrgent) queue.clear()
    const { status, failure } = source.getSnapshot()
    if (status !== 'closed') return
    const isCut = failure !== null && (failure.kind !== 'ended' || failure.complete === false)
    end(isCut ? new Error(failure.message, { cause: failure }) : undefined)
  }

  function start() {
    offs = []
    const push = (event: EventOf<Events, Type>) => {
      if (!queue.push(event)) end(new RangeError(messageOf('reader-slow', limit)))
    }
    for (const add of [() => source.on(type, push), () => source.subscribe(check)]) {
      const off = add()
      // The first of them may have brought the end.
      if (queue.isEnded()) off()
      else offs.push(off)
    }
    check()
  }

  const events = {
    next() {
      if (!offs) start()
      return queue.take()
    },
    // Not `async`: it settles while `next` waits, too.
    return() {
      queue.clear()
      end()
      return queue.take()
    },
    throw(error: unknown) {
      queue.clear()
      end()
      return Promise.reject(error)
    },
    [Symbol.asyncIterator]: () => events,
  }
  return events
}
