import { warnOfMissingScope } from '@use-event-source/core/adapter'
import {
  getCurrentInstance,
  getCurrentScope,
  isRef,
  onActivated,
  onBeforeUpdate,
  onDeactivated,
  onMounted,
  onScopeDispose,
  watch,
} from 'vue'
import type { ComponentInternalInstance, EffectScope } from 'vue'
import { isOnServer } from './isOnServer.ts'
import type { Held } from './follow.ts'

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
 * Subscribes to a value, to the next one when it is replaced, and to none when the scope ends; on a
 * server to none at all.
 *
 * A component begins when it is mounted, and pauses while it is deactivated. The store of Pinia that
 * it uses first does neither: its scope serves other components, too. `showPaused` is called before
 * a deactivated component renders: activation renders it once before it subscribes again.
 */
export function useSubscription<Value extends object>(
  value: Held<Value | null>,
  subscribe: (value: Value) => () => void,
  { pauseWhenDeactivated = true }: SubscriptionOptions = {},
  showPaused?: (value: Value) => void,
): void {
  if (isOnServer()) return
  const scope = getCurrentScope()
  if (!scope) warnOfMissingScope()
  let isActive = true
  let stop = () => {}

  function restart(followed: Value | null | undefined) {
    stop()
    stop = (isActive && followed && subscribe(followed)) || (() => {})
  }

  function setActive(active: boolean) {
    if (active === isActive) return
    isActive = active
    restart(value.value)
  }

  function start() {
    // Before the next render, and not for each change: refs that change together, such as the
    // fields of a form, are one request. Vue reports a getter that throws, and gives `undefined`.
    if (isRef(value)) watch(() => value.value, restart, { immediate: true })
    else restart(value.value)
  }

  if (scope) onScopeDispose(() => stop())
  const component = componentOf(scope)
  if (component && pauseWhenDeactivated && isInKeepAlive(component)) {
    onActivated(() => setActive(true))
    onDeactivated(() => setActive(false))
    onBeforeUpdate(() => {
      if (!isActive && value.value) showPaused?.(value.value)
    })
  }
  if (component && !component.isMounted && waitsForMount)
    onMounted(() => scope?.active && scope.run(start))
  else start()
}

/** What Vue keeps in components and scopes, and does not declare. */
interface Ancestors {
  readonly scope?: EffectScope
  readonly parent?: EffectScope
}

/**
 * Whether a component may be deactivated. Its hooks are costly, and Vue has no use for them in other
 * components.
 */
function isInKeepAlive({ parent }: ComponentInternalInstance): boolean {
  if (!parent) return false
  return '__isKeepAlive' in (parent.type as object) || isInKeepAlive(parent)
}

/** Returns the component that is set up, if a scope ends with it. */
function componentOf(scope: EffectScope | undefined): ComponentInternalInstance | null {
  const component = getCurrentInstance()
  const own = (component as Ancestors | null)?.scope
  let outer = scope
  while (outer && outer !== own && !outer.detached) outer = (outer as Ancestors).parent
  return outer && outer === own ? component : null
}
