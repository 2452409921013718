import { initialState } from '../connection/machine.ts'
import { statusOf } from '../connection/status.ts'
import type { SourceResponse } from '../transports/transport.ts'
import { refresh } from './leaving.ts'
import type { Snapshot } from './snapshot.ts'
import { connectionOf } from './stream.ts'
import type { Stream } from './stream.ts'
import { newestByType } from './typeSlots.ts'
import { asCut } from './until.ts'

/** Returns what a store shows of its connection, and of its events. */
export function snapshotOf(stream: Stream): Snapshot {
  refresh(stream)
  return (stream.snapshot ??= createSnapshot(stream))
}

function createSnapshot(stream: Stream): Snapshot {
  const { ending, newest, joined, leftAt } = stream
  const connection = connectionOf(stream)
  const { phase, failure, failureCount } = connection?.state ?? initialState
  const reason = ending ? ending.failure : failure
  return {
    status: ending ? 'closed' : statusOf[phase],
    failure: stream.hasUntil() ? asCut(reason) : reason,
    failureCount: ending?.failure ? 1 : failureCount,
    since: connection?.since ?? stream.began,
    event: newest,
    data: newest?.data,
    latest: newestByType(stream),
    lastEventId: (joined?.resumePoint ?? leftAt).id,
  } as Snapshot
}

/** Returns what the server answered, while the stream is open. */
export function responseOf(stream: Stream): SourceResponse | null {
  const connection = connectionOf(stream)
  return connection?.state.phase === 'open' ? connection.latest.response : null
}
