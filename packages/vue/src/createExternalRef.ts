import { customRef, getCurrentInstance, nextTick, shallowReadonly } from 'vue'
import type { ShallowRef } from 'vue'

/** A read-only ref to a value that is kept outside of Vue. */
export interface ExternalRef<Value> {
  readonly ref: Readonly<ShallowRef<Value>>
  /** Runs what has read the ref. */
  trigger(): void
}

/**
 * Makes a ref that reads its value where that is kept. A component that hydrates reads what the
 * server rendered, whatever has come since, and is rendered again after that.
 */
export function createExternalRef<Value>(
  read: () => Value,
  readInitial: () => Value,
): ExternalRef<Value> {
  let trigger = () => {}
  const ref = customRef<Value>((track, changed) => {
    trigger = changed
    return {
      get() {
        track()
        if (!isHydrating()) return read()
        const initial = readInitial()
        if (initial !== read()) void nextTick(changed)
        return initial
      },
      set() {},
    }
  })
  // An `effect` is how Pinia knows a computed. Any other ref is state to it, which a server sends
  // and a page sets, and this one cannot be set. A real computed would keep its value until it is
  // triggered itself, so that a sync watcher of another one saw the old.
  return { ref: shallowReadonly(Object.assign(ref, { effect: trigger })), trigger }
}

/** Whether the component that is set up or rendered takes over an element of the server. */
export function isHydrating(): boolean {
  const instance = getCurrentInstance()
  return instance !== null && !instance.isMounted && Boolean(instance.vnode.el)
}
