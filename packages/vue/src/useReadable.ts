import type { Readable } from '@use-event-source/core'
import { paced } from '@use-event-source/core/adapter'
import { computed, shallowReadonly, shallowRef } from 'vue'
import type { ShallowRef } from 'vue'
import { useSubscription } from './useSubscription.ts'
import type { SubscriptionOptions } from './useSubscription.ts'

/**
 * Reads a value that changes over time, into a ref that follows it: immediately after a pause, then
 * at most once per frame.
 */
export function useReadable<State>(
  readable: () => Readable<State>,
  options?: SubscriptionOptions,
): Readonly<ShallowRef<State>> {
  const pacedReadable = computed(() => paced(readable()))
  const state = shallowRef(pacedReadable.value.getInitialSnapshot())
  useSubscription(
    pacedReadable,
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
