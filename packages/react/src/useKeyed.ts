import { checkKeyChanges } from '@use-event-source/core/adapter'
import { useInsertionEffect, useState } from 'react'

/** What is kept for a key. */
interface Held<Key, Value> {
  readonly key: Key
  readonly value: Value
  /** How often the key has changed since the component was committed. */
  changes: number
}

/**
 * Keeps a value from render to render, and makes a new one when the key changes. Unlike `useMemo`,
 * it never forgets.
 */
export function useKeyed<Key, Value>(key: Key, create: (previous?: Value) => Value): Value {
  const [held, hold] = useState((): Held<Key, Value> => ({ key, value: create(), changes: 0 }))
  useInsertionEffect(() => {
    Object.assign(held, { changes: 0 })
  })
  if (Object.is(held.key, key)) return held.value
  // React renders the component again at once, and gives up after 25 times.
  checkKeyChanges(held.changes)
  const next = { key, value: create(held.value), changes: held.changes + 1 }
  hold(next)
  return next.value
}
