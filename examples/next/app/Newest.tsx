'use client'

import { useEventSource } from '@use-event-source/react'
import { ticks } from './ticks'

export function Newest() {
  const { status, latest } = useEventSource(ticks)
  return (
    <p>
      <span data-status>{status}</span>: <b data-newest>{latest.tick?.data.count ?? '…'}</b>
    </p>
  )
}
