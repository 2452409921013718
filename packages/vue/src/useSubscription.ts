import {
  getCurrentInstance,
  getCurrentScope,
  onActivated,
  onDeactivated,
  onMounted,
  ref,
  watch,
} from 'vue'
import type { ComputedRef } from 'vue'

export interface SubscriptionOptions {
  /**
   * Whether to stop while the component is deactivated in a `<KeepAlive>`. What it shows stays, and
   * the stream resumes with the last event ID. Read once, in setup.
   *
   * @default true
   */
  readonly pauseWhenDeactivated?: boolean | undefined
}

let waitsForMount = true

/**
 * Lets the composables in a function subscribe immediately, for a component that is mounted only
 * after the first event.
 */
export function subscribingAtOnce<Result>(use: () => Result): Result {
  waitsForMount = false
  try {
    return use()
  } finally {
    waitsForMount = true
  }
}

/**
 * Subscribes to a value, to the next one when it is replaced, and to none when the scope ends.
 *
 * A component begins when it is mounted: a server must not dial, and hydration must not differ.
 */
export function useSubscription<Value>(
  value: ComputedRef<Value | null>,
  subscribe: (value: Value) => () => void,
  { pauseWhenDeactivated = true }: SubscriptionOptions = {},
): void {
  const active = ref(true)
  const start = () =>
    watch(
      () => (active.value ? value.value : null),
      (value, _, onCleanup) => {
        if (value !== null) onCleanup(subscribe(value))
      },
      // Immediately, so that no event of the old stream comes after the first of the new one was
      // asked for.
      { immediate: true, flush: 'sync' },
    )
  const instance = getCurrentInstance()
  if (instance && pauseWhenDeactivated) {
    onActivated(() => (active.value = true))
    onDeactivated(() => (active.value = false))
  }
  // A scope inside of a component may outlive it, as that of a Pinia store does.
  const scope = getCurrentScope()
  if (instance && !instance.isMounted && waitsForMount) onMounted(() => scope?.run(start))
  else start()
}
