import type { Snapshot } from '@use-event-source/core'
import { shallowReactive, shallowReadonly } from 'vue'
import type { ShallowRef } from 'vue'
import { createExternalRef } from './createExternalRef.ts'
import type { ExternalRef } from './createExternalRef.ts'

/** What of a snapshot has a ref of its own. */
type Name = Exclude<keyof Snapshot, 'latest'>

type Latest = Snapshot['latest']

/** The parts of a snapshot, to read one by one. */
export interface SnapshotRefs {
  refOf<K extends Name>(name: K): Readonly<ShallowRef<Snapshot[K]>>
  latest(): Latest
  /** Shows a newer snapshot. */
  show(snapshot: Snapshot): void
}

/**
 * Makes a ref for each part of a snapshot when it is first asked for: most components read one or
 * two of them. All read from the same snapshot, so that a sync watcher of one sees the newest of
 * all.
 */
export function createSnapshotRefs(first: Snapshot, initial: Snapshot): SnapshotRefs {
  let shown = first
  const refs = createRefs(() => shown, initial)
  // Made when it is read, like each ref.
  let types: ReturnType<typeof createRefs<Latest>> | undefined
  let latest: Latest | undefined

  function createLatestOnce() {
    types = createRefs(() => shown.latest, initial.latest)
    return createLatest(refs.refOf('latest'), types.refOf)
  }

  return {
    refOf: refs.refOf,
    latest: () => (latest ??= createLatestOnce()),
    show(snapshot) {
      const before = shown
      shown = snapshot
      refs.triggerChanged(before)
      types?.triggerChanged(before.latest)
    },
  }
}

/** Refs to the properties of an object that is replaced as a whole, and never changed. */
function createRefs<Values extends object>(read: () => Values, initial: Values) {
  const refs = new Map<PropertyKey, ExternalRef<unknown>>()
  const valueOf = (values: Values, name: PropertyKey) => Reflect.get(values, name)
  return {
    refOf<K extends keyof Values>(name: K): Readonly<ShallowRef<Values[K]>> {
      let made = refs.get(name)
      if (!made) {
        made = createExternalRef<unknown>(
          () => valueOf(read(), name),
          () => valueOf(initial, name),
        )
        refs.set(name, made)
      }
      return made.ref as Readonly<ShallowRef<Values[K]>>
    },
    /** Runs what has read a property that is another one now. */
    triggerChanged(before: Values) {
      const now = read()
      for (const [name, { trigger }] of refs)
        if (valueOf(before, name) !== valueOf(now, name)) trigger()
    },
  }
}

/** Reads the events by type; enumerating them reads all. To Vue it is a read-only reactive object. */
const createLatest = (
  all: Readonly<ShallowRef<Latest>>,
  refOf: (type: string) => Readonly<ShallowRef<unknown>>,
): Latest =>
  // Without a prototype, like that of a snapshot: `latest.constructor` is no event.
  new Proxy(shallowReadonly(shallowReactive<object>(Object.create(null))), {
    get: (flags, type: string) =>
      String(type).startsWith('__v_') ? Reflect.get(flags, type) : refOf(type).value,
    has: (_, type) => type in all.value,
    ownKeys: () => Reflect.ownKeys(all.value),
    getOwnPropertyDescriptor: (_, type) => Reflect.getOwnPropertyDescriptor(all.value, type),
  })
