import type { Gap } from '../connection/consumers.ts'
import type { Leave } from './listen.ts'
import { streamOf } from './store.ts'
import type { EventSourceStore } from './store.ts'

/** Listens to a source from time to time, and for the linger after each. */
export interface Presence {
  begin(): void
  end(): void
  /** What was missed so far does not count. */
  forget(): void
}

/** What a presence asks and reports. */
interface PresenceOwner {
  listen(): Leave
  /** The stream is back, or the source has handed over events in between to others. */
  gap(gap: Gap): void
  /** The linger is over. */
  left(): void
}

export function createPresence(source: EventSourceStore, owner: PresenceOwner): Presence {
  const count = () => streamOf(source)?.count
  let leave: Leave = () => {}
  let ignoreGaps = () => {}
  // Only while it lingers.
  let comeBack: ReturnType<Leave>
  let absence: { readonly start: number; readonly count: number | undefined } | null = null

  function left() {
    comeBack = undefined
    ignoreGaps()
    absence = { start: Date.now(), count: count() }
    owner.left()
  }

  return {
    begin() {
      if (comeBack) return comeBack()
      if (absence && absence.count !== count())
        owner.gap({ duration: Date.now() - absence.start, lastEventId: '' })
      absence = null
      // First, because listening hands over what was held, and a gap may be among it.
      ignoreGaps = source.onGap(owner.gap)
      leave = owner.listen()
    },
    end() {
      comeBack = leave(left)
      if (!comeBack) left()
    },
    forget: () => void (absence = null),
  }
}
