import { paced } from '@use-event-source/core'
import type { Readable } from '@use-event-source/core'
import { useSyncExternalStore } from 'react'
import { useKeyed } from './useKeyed.ts'

/** Reads a value that changes over time, and renders when it has: at once after a pause, then at most once per frame. */
export function useSnapshot<State>(readable: Readable<State>): State {
  const { subscribe, getSnapshot, getInitialSnapshot } = useKeyed(readable, () => paced(readable))
  return useSyncExternalStore(subscribe, getSnapshot, getInitialSnapshot)
}
