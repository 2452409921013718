'use client'

import { text } from '@use-event-source/core'
import type {
  EventOf,
  EventsOf,
  LateEventsOption,
  OptionsFor,
  Source,
  StoreOptions,
  TextEvents,
  UrlOptions,
} from '@use-event-source/core'
import { useEffect, useInsertionEffect, useMemo } from 'react'
import { useSource } from './useSource.ts'

/**
 * Calls a listener for every event of a type, of several types, or of all (`'*'`), exactly once and
 * in order, without rendering. It is always the newest listener that is called. Without `events` a
 * URL is read as text.
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
  source: S,
  type: Type | readonly Type[] | '*',
  listener: (event: EventOf<EventsOf<S, Events, TextEvents>, Type>) => void,
  options?: LateEventsOption<Events> & OptionsFor<S, UrlOptions, StoreOptions>,
): void {
  const store = useSource(source, options, textOf(type))
  // A list that is written inline is another one at each render.
  const types = JSON.stringify(type)
  // One for each store and type: until the effects of a commit run, the events of the store before
  // still come, and they belong to the listener before.
  const cell = useMemo(
    () => ({ source: store, types, listener: (_event: never) => {} }),
    [store, types],
  )
  useInsertionEffect(() => {
    Object.assign(cell, { listener })
  })
  useEffect(
    () => cell.source?.on(JSON.parse(cell.types), (event) => cell.listener(event as never)),
    [cell],
  )
}

/** Reads each type as text; `'*'` without decoders means the messages. */
const textOf = (type: string | readonly string[]) =>
  Object.fromEntries([type === '*' ? 'message' : type].flat().map((type) => [type, text]))
