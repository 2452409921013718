import type { Readable } from '@use-event-source/core'
import type { ShallowRef } from 'vue'
import { createExternalRef } from './createExternalRef.ts'
import { isOnServer } from './isOnServer.ts'
import type { Held } from './follow.ts'
import { useSubscription } from './useSubscription.ts'
import type { SubscriptionOptions } from './useSubscription.ts'

/** Makes what a component reads of a value: from its state in setup, and what the server rendered. */
type CreateView<State, View> = (first: State, initial: State) => View

/** Follows a value that changes over time, which is `paced` where the screen shows it. */
export function useReadable<State, View extends { show(state: State): void }>(
  readable: Held<Readable<State>>,
  createView: CreateView<State, View>,
  options?: SubscriptionOptions,
): View {
  const { getSnapshot, getInitialSnapshot } = readable.value
  const initial = getInitialSnapshot()
  // A value that is there already is shown from the first render on.
  const view = createView(isOnServer() ? initial : getSnapshot(), initial)
  const show = ({ getSnapshot }: Readable<State>) => view.show(getSnapshot())
  useSubscription(
    readable,
    (newest) => {
      const update = () => show(newest)
      const off = newest.subscribe(update)
      update()
      return off
    },
    options,
    show,
  )
  return view
}

/** Follows a value as one ref. */
export function useReadableRef<State>(
  readable: Held<Readable<State>>,
  options?: SubscriptionOptions,
): Readonly<ShallowRef<State>> {
  return useReadable(readable, createStateView<State>, options).ref
}

function createStateView<State>(first: State, initial: State) {
  let shown = first
  const { ref, trigger } = createExternalRef(
    () => shown,
    () => initial,
  )
  return {
    ref,
    show(state: State) {
      if (Object.is(state, shown)) return
      shown = state
      trigger()
    },
  }
}
