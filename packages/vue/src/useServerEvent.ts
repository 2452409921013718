import { text } from '@use-event-source/core'
import type {
  EventOf,
  EventsOf,
  LateEventsOption,
  OptionsFor,
  Source,
  TextEvents,
} from '@use-event-source/core'
import { toValue } from 'vue'
import type { MaybeRefOrGetter } from 'vue'
import { keyedComputed } from './keyedComputed.ts'
import { arePlain } from './follow.ts'
import { useSource } from './useSource.ts'
import type { ComponentStoreOptions, ComponentUrlOptions } from './useSource.ts'
import { useSubscription } from './useSubscription.ts'
import type { SubscriptionOptions } from './useSubscription.ts'

/**
 * Calls a listener for every event of a type, of several types, or of all (`'*'`), exactly once and
 * in order, without rendering. Without `events` a URL is read as text.
 *
 * @example
 * useServerEvent(prices, 'price', (event) => chart.add(event.data))
 */
// A decoder that is written inline has to name the type of its parameter, `(raw: string) => …`: the
// compiler goes from left to right, and settles what the listener gets before it looks at a
// function whose parameter it would have to infer.
export function useServerEvent<
  S extends Source,
  Events,
  Type extends keyof EventsOf<S, Events, TextEvents> & string = keyof EventsOf<
    S,
    Events,
    TextEvents
  > &
    string,
>(
  source: MaybeRefOrGetter<S>,
  type: MaybeRefOrGetter<Type | readonly Type[] | '*'>,
  listener: (event: EventOf<EventsOf<S, Events, TextEvents>, Type>) => void,
  options?: MaybeRefOrGetter<
    LateEventsOption<Events> & OptionsFor<S, ComponentUrlOptions, ComponentStoreOptions>
  >,
): void {
  const isPlain = arePlain(source, type, options)
  const store = useSource(
    isPlain,
    source,
    () => toValue(options),
    () => textOf(toValue(type)),
  )
  // Another type is another subscription, whose listeners begin together with it. A list that is
  // written in a getter is another one each time.
  const target = keyedComputed(
    isPlain,
    () => [store.value, JSON.stringify(toValue(type))],
    ([store, types]) => store && { store, types: JSON.parse(types) },
  )
  useSubscription(
    target,
    (subscribed) =>
      subscribed.store.on(subscribed.types, (event) => {
        // Refs may have changed, and what follows them waits for the next flush.
        if (target.value === subscribed) listener(event as never)
      }),
    toValue<SubscriptionOptions | undefined>(options),
  )
}

/** Reads each type as text; `'*'` without decoders means the messages. */
const textOf = (type: string | readonly string[]) =>
  Object.fromEntries([type === '*' ? 'message' : type].flat().map((type) => [type, text]))
