import { paced, previousEvents, noStream, text } from '@use-event-source/core'
import type { Decoders, Failure, Readable, Snapshot, SourceOptions, ViewOptions } from '@use-event-source/core'
import { useSyncExternalStore } from 'react'
import { tracked } from './tracked.ts'
import type { EventSourceView } from './tracked.ts'
import { useKeyed } from './useKeyed.ts'
import { useSelected } from './useSelected.ts'
import { useSource } from './useSource.ts'
import type { Source, Url } from './useSource.ts'

/** How a component uses a stream: the options of the store, if it names a URL, and how it is shown. */
export interface UseEventSourceOptions<D extends Decoders, Selected = undefined>
  extends Partial<SourceOptions<D>>, ViewOptions<D, Selected> {
  /** Whether to throw, for an error boundary, when the stream has failed for good. @default false */
  readonly throwOnFailure?: boolean | undefined
}

/** What a URL is asked for when no options say so. */
export type TextMessages = { readonly message: (raw: string) => string }

export const textMessages: Decoders = { message: text }

/** Shows the messages of a URL: with no `events` among the options, their data is the text that came. */
export function useEventSource<D extends Decoders = TextMessages, Selected = undefined>(
  source: Url,
  options?: UseEventSourceOptions<D, Selected> & { readonly events?: never },
): EventSourceView<D> & { readonly selected: Selected }
/**
 * Shows the state and the newest events of a stream, and renders when something has changed that the component reads.
 *
 * Components that name the same URL share one connection. Functions among the options are called in their newest
 * version; only another URL, method, text body, `withCredentials` or `key` makes another stream.
 *
 * @example
 * const { status, latest } = useEventSource('/api/prices', { events: { price: json<Price>() } })
 */
export function useEventSource<const D extends Decoders, Selected = undefined>(
  source: Source<D>,
  options?: UseEventSourceOptions<D, Selected>,
): EventSourceView<D> & { readonly selected: Selected }
export function useEventSource<D extends Decoders, Selected>(
  source: Source<D>,
  options: UseEventSourceOptions<D, Selected> = {},
): EventSourceView<D> & { readonly selected: Selected } {
  const { keepPrevious, throwOnFailure, select, equal, ...rest } = options
  const store = useSource(source, { events: textMessages as D, ...rest })
  const { shown, tracker } = useKeyed(store, (previous?: Stage<D>) => {
    const readable = (store ?? noStream) as Readable<Snapshot<D>>
    const shown = keepPrevious && previous ? previousEvents(readable, previous.shown.getSnapshot()) : readable
    return { shown, tracker: paced(tracked(store, shown)) }
  })
  const view = useSyncExternalStore(tracker.subscribe, tracker.getSnapshot, tracker.getInitialSnapshot)
  const selected = useSelected(shown, select, equal)
  if (throwOnFailure && view.status === 'closed') throwFailure(view.failure)
  // The view in front of which `selected` stands is not copied: to copy it would be to read all of it.
  const shownAs: unknown = select ? Object.create(view, { selected: { value: selected, enumerable: true } }) : view
  return shownAs as EventSourceView<D> & { readonly selected: Selected }
}

/** What is shown of a store, and what was read of that, at the pace of the screen. */
interface Stage<D extends Decoders> {
  readonly shown: Readable<Snapshot<D>>
  readonly tracker: Readable<EventSourceView<D>>
}

/** An orderly end is no failure. */
function throwFailure(failure: Failure | null) {
  if (failure && failure.kind !== 'ended') throw new Error(failure.message, { cause: failure })
}
