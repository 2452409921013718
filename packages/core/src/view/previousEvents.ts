import type { Readable } from '../store/readable.ts'
import type { Snapshot } from '../store/snapshot.ts'

/**
 * Shows the events of an earlier stream, with the state of this one, until its own first event
 * comes.
 */
export function previousEvents<Events>(
  source: Readable<Snapshot<Events>>,
  { event, data, latest }: Snapshot<Events>,
): Readable<Snapshot<Events>> {
  let bare: Snapshot<Events> | null = null
  let shown: Snapshot<Events>

  function getSnapshot() {
    const snapshot = source.getSnapshot()
    if (snapshot.event !== null) return snapshot
    if (snapshot !== bare) {
      bare = snapshot
      shown = { ...snapshot, event, data, latest }
    }
    return shown
  }

  return { getSnapshot, getInitialSnapshot: source.getInitialSnapshot, subscribe: source.subscribe }
}
