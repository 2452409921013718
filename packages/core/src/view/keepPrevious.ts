import { clientOf } from '../connection/client.ts'
import type { Client } from '../connection/client.ts'
import { isSameUser, userOf } from '../connection/identity.ts'
import type { StreamUser } from '../connection/identity.ts'
import type { Readable } from '../store/readable.ts'
import type { Snapshot } from '../store/snapshot.ts'
import { streamOf } from '../store/store.ts'

/** Whose events are shown: of which client, since which of its clearings, for whom. */
interface Owner {
  readonly client: Client
  readonly clearings: number
  readonly user: StreamUser
}

/** The owners of what views show of an earlier stream. */
const owners = /* @__PURE__ */ new WeakMap<object, () => Owner | undefined>()

function ownerOf(shown: object): Owner | undefined {
  const stream = streamOf(shown)
  if (!stream) return owners.get(shown)?.()
  const { given, clearings, previous } = stream
  const user = previous?.latest.user ?? userOf(stream.options())
  return { client: clientOf(given), clearings, user }
}

/**
 * Keeps the events of another stream on the screen until the first of the new one comes. Never those
 * of another client, key, credentials or headers, and none from before a clearing: they may be
 * another user's.
 *
 * @example
 * useEventSource(`/rooms/${room}`, { events, keepPrevious })
 *
 * @param source shows the new stream
 * @param previous shows the one before
 */
export function keepPrevious(
  source: Readable<Snapshot>,
  previous: Readable<Snapshot>,
): Readable<Snapshot> {
  const { event, data, latest } = previous.getSnapshot()
  const owner = ownerOf(previous)
  let bare: Snapshot | null = null
  let shown: Snapshot

  function mayShow() {
    if (!owner) return true
    if (owner.clearings !== owner.client.clearings) return false
    const stream = streamOf(source)
    if (!stream) return true
    return (
      clientOf(stream.given) === owner.client && isSameUser(userOf(stream.options()), owner.user)
    )
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

  const view: Readable<Snapshot> = {
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
