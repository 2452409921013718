import { getCurrentInstance, getCurrentScope, onMounted, watch } from 'vue'
import type { ComputedRef } from 'vue'

/**
 * Subscribes to a value, to the next one when it is replaced, and to none when the scope ends.
 *
 * A component begins when it is mounted: a server must not dial, and hydration must not differ.
 */
export function useSubscription<Value>(
  value: ComputedRef<Value | null>,
  subscribe: (value: Value) => () => void,
): void {
  const start = () =>
    watch(
      value,
      (value, _, onCleanup) => {
        if (value !== null) onCleanup(subscribe(value))
      },
      // At once, so that no event of the old stream comes after the first of the new one was asked for.
      { immediate: true, flush: 'sync' },
    )
  const instance = getCurrentInstance()
  // A scope inside of a component may outlive it, as that of a Pinia store does.
  const scope = getCurrentScope()
  if (instance && !instance.isMounted) onMounted(() => scope?.run(start))
  else start()
}
