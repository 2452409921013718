import { receive } from './delivery.ts'
import type { Stream } from './stream.ts'

/**
 * Hands over a gap where a store is back that was away from its stream for longer than it lingers.
 * Has to be called when it has joined, and when the state of the connection has changed.
 */
export function checkAbsence(stream: Stream): void {
  const { joined, awaySince } = stream
  const isOpen = joined?.state.phase === 'open'
  stream.isCovered &&= isOpen
  if (!isOpen) return
  stream.wasOpen = true
  if (awaySince === null) return
  const lastEventId = stream.resumes && !stream.hasDropped ? joined.resumePoint.id : ''
  stream.awaySince = null
  stream.hasDropped = false
  stream.isCovered = true
  receive(stream, null, { duration: Date.now() - awaySince, lastEventId })
}
