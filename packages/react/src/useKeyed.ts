import { checkKeyChanges } from '@use-event-source/core/adapter'
import { useState } from 'react'

/**
 * Keeps a value from render to render, and makes a new one when the key changes. Unlike `useMemo`,
 * it never forgets.
 */
export function useKeyed<Key, Value>(key: Key, create: (previous?: Value) => Value): Value {
  const [held, hold] = useState(() => ({ key, value: create() }))
  const isSame = Object.is(held.key, key)
  checkKeyChanges(hold, isSame)
  if (isSame) return held.value
  const next = { key, value: create(held.value) }
  hold(next)
  return next.value
}
