import { paced } from '@use-event-source/core'
import type { Readable } from '@use-event-source/core'
import { computed, shallowReadonly, shallowRef, toValue } from 'vue'
import type { MaybeRefOrGetter, ShallowRef } from 'vue'
import { useSubscription } from './useSubscription.ts'
import type { SubscriptionOptions } from './useSubscription.ts'

/** Reads a value that changes over time, into a ref that follows it: at once after a pause, then at most once per frame. */
export function useSnapshot<State>(
  readable: MaybeRefOrGetter<Readable<State>>,
  options?: SubscriptionOptions,
): Readonly<ShallowRef<State>> {
  const pacedSource = computed(() => paced(toValue(readable)))
  const state = shallowRef(pacedSource.value.getInitialSnapshot())
  useSubscription(
    pacedSource,
    ({ subscribe, getSnapshot }) => {
      const update = () => (state.value = getSnapshot())
      const off = subscribe(update)
      update()
      return off
    },
    options,
  )
  return shallowReadonly(state)
}
