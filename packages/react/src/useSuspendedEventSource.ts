import type { Decoders, EventOf, Status } from '@use-event-source/core'
import type { EventSourceView } from './tracked.ts'
import { textMessages, useEventSource } from './useEventSource.ts'
import type { TextMessages, UseEventSourceOptions } from './useEventSource.ts'
import { useSource } from './useSource.ts'
import type { Source, Url } from './useSource.ts'
import { sharedSource, waitFor } from './waitFor.ts'

/** How a component uses a stream that it waits for. To keep the screen while another one is waited for is up to a transition. */
export type UseSuspendedEventSourceOptions<D extends Decoders, Selected = undefined> = Omit<
  UseEventSourceOptions<D, Selected>,
  'keepPrevious'
>

/** What a component gets to see of a stream that it has waited for: there is an event, unless the stream has ended. */
export type SuspendedEventSourceView<D extends Decoders> = Omit<EventSourceView<D>, 'status' | 'event' | 'data'> &
  (
    | (Pick<EventSourceView<D>, 'event' | 'data'> & { readonly status: 'closed' })
    | { readonly status: Exclude<Status, 'closed'>; readonly event: EventOf<D>; readonly data: EventOf<D>['data'] }
  )

/** Without a source there is nothing to wait for. */
type Shown<D extends Decoders, S> = S extends null | undefined ? EventSourceView<D> : SuspendedEventSourceView<D>

/** Waits for the first message of a URL: with no `events` among the options, its data is the text that came. */
export function useSuspendedEventSource<
  D extends Decoders = TextMessages,
  Selected = undefined,
  const S extends Url = Url,
>(
  source: S,
  options?: UseSuspendedEventSourceOptions<D, Selected> & { readonly events?: never },
): Shown<D, S> & { readonly selected: Selected }
/**
 * Is `useEventSource` for a component that shows nothing before the first event: until then the nearest `<Suspense>` shows
 * its fallback.
 *
 * A stream that ends before its first event is shown as `closed`; with `throwOnFailure`, its failure is thrown.
 * Components that wait for the same URL share one store.
 *
 * @example
 * const { status, data } = useSuspendedEventSource('/api/prices', { events: { price: json<Price>() } })
 *
 * @throws Error on a server, where nothing is dialled: the nearest `<Suspense>` renders its fallback, and the browser goes on.
 */
export function useSuspendedEventSource<
  const D extends Decoders,
  Selected = undefined,
  const S extends Source<D> = Source<D>,
>(
  source: S & Source<D>,
  options?: UseSuspendedEventSourceOptions<D, Selected>,
): Shown<D, S> & { readonly selected: Selected }
export function useSuspendedEventSource<D extends Decoders, Selected>(
  source: Source<D>,
  options: UseSuspendedEventSourceOptions<D, Selected> = {},
): EventSourceView<D> & { readonly selected: Selected } {
  if (source != null && typeof window === 'undefined') {
    throw new Error(
      'Nothing is dialled on a server: put <Suspense> around what calls useSuspendedEventSource. ' +
        '(errors.md#suspended-on-server in @use-event-source/core)',
    )
  }
  const { throwOnFailure: _throw, select: _select, equal: _equal, ...rest } = options
  const store = useSource(source, { events: textMessages as D, ...rest }, sharedSource)
  const wait = store && waitFor(store)
  if (wait) throw wait
  return useEventSource(store, options)
}
