import type { Decoders } from '../store/decode.ts'
import type { Readable } from '../store/readable.ts'
import type { Snapshot } from '../store/snapshot.ts'

/** Shows the events of an earlier stream, with the state of this one, until its own first event comes. */
export function previousEvents<D extends Decoders>(
  source: Readable<Snapshot<D>>,
  { event, data, latest }: Snapshot<D>,
): Readable<Snapshot<D>> {
  let bare: Snapshot<D> | null = null
  let shown: Snapshot<D>

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
