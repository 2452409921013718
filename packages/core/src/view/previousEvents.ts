import { isSameUser } from '../connection/identity.ts'
import { asksFor, has } from '../store/attachment.ts'
import type { Ownership } from '../store/attachment.ts'
import type { Readable } from '../store/readable.ts'
import type { Snapshot } from '../store/snapshot.ts'
import { streamOf } from '../store/store.ts'

/** Whose events a view shows, where it may show those of an earlier stream. */
const owners = new WeakMap<object, () => Ownership | undefined>()

function ownerOf(shown: object): Ownership | undefined {
  const stream = streamOf(shown)
  return owners.get(shown)?.() ?? (stream && has(stream))
}

/**
 * Shows the events that `previous` shows, with the state of this stream, until its own first event
 * comes. Never those of another client, key, credentials or headers, and none from before a
 * clearing: they may be another user's.
 */
export function previousEvents<Events>(
  source: Readable<Snapshot<Events>>,
  previous: Readable<Snapshot<Events>>,
): Readable<Snapshot<Events>> {
  const { event, data, latest } = previous.getSnapshot()
  const owner = ownerOf(previous)
  let bare: Snapshot<Events> | null = null
  let shown: Snapshot<Events>

  function mayShow() {
    if (!owner) return true
    if (owner.clearings !== owner.client.clearings) return false
    const stream = streamOf(source)
    const next = stream && asksFor(stream)
    return !next || (next.client === owner.client && isSameUser(next.user, owner.user))
  }

  function getSnapshot() {
    const snapshot = source.getSnapshot()
    if (snapshot.event !== null || !mayShow()) return snapshot
    if (snapshot !== bare) {
      bare = snapshot
      shown = { ...snapshot, event, data, latest }
    }
    return shown
  }

  const view: Readable<Snapshot<Events>> = {
    getSnapshot,
    getInitialSnapshot: source.getInitialSnapshot,
    subscribe(listener) {
      const offs = [source.subscribe(listener), owner?.client.cleared.add(() => listener(true))]
      return () => {
        for (const off of offs) off?.()
      }
    },
  }
  owners.set(view, () =>
    source.getSnapshot().event === null && mayShow() ? owner : ownerOf(source),
  )
  return view
}
