import type { Snapshot } from '@use-event-source/core'
import { formatTime } from './format.ts'

/** Says from when the values are that a stream left behind. They are true no longer. */
export function asOf({ status, event, since }: Snapshot): string {
  const isLeft = status === 'reconnecting' || status === 'closed'
  return isLeft && event && since ? `As of ${formatTime(since)}.` : ''
}
