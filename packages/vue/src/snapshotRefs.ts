import type { Snapshot } from '@use-event-source/core'
import { shallowReactive, shallowReadonly, shallowRef } from 'vue'
import type { ShallowRef } from 'vue'

/** What of a snapshot has a ref of its own. */
type Name = Exclude<keyof Snapshot, 'latest'>

/** The parts of a snapshot, to read one by one. */
export interface SnapshotRefs {
  refOf<K extends Name>(name: K): Readonly<ShallowRef<Snapshot[K]>>
  latest(): Snapshot['latest']
  /** Shows a newer snapshot. */
  show(snapshot: Snapshot): void
}

/**
 * Makes a ref for a part of a snapshot when that is first asked for: most components read one or
 * two of them.
 */
export function createSnapshotRefs(initial: Snapshot): SnapshotRefs {
  let shown = initial
  const refs = new Map<Name, ShallowRef<unknown>>()
  let latest: Record<string, unknown> | null = null

  function refOf(name: Name) {
    let ref = refs.get(name)
    if (!ref) refs.set(name, (ref = shallowRef<unknown>(shown[name])))
    return shallowReadonly(ref)
  }

  return {
    refOf: refOf as SnapshotRefs['refOf'],
    latest() {
      // Without a prototype, like that of a snapshot: `latest.constructor` is no event.
      latest ??= shallowReactive<Record<string, unknown>>(
        Object.assign(Object.create(null), shown.latest),
      )
      return shallowReadonly(latest) as Snapshot['latest']
    },
    show(snapshot) {
      shown = snapshot
      // A ref that is set to the value it has triggers nothing, so each reader runs for its own
      // part only.
      for (const [name, ref] of refs) ref.value = shown[name]
      if (!latest) return
      for (const type of Object.keys(latest)) if (!(type in shown.latest)) delete latest[type]
      Object.assign(latest, shown.latest)
    },
  }
}
