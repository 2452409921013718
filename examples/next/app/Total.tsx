'use client'

import { useEventState } from '@use-event-source/react'
import { ticks } from './ticks'

export function Total() {
  const total = useEventState(ticks, 0, { tick: (total) => total + 1 })
  return (
    <p>
      <b data-total>{total}</b> since this page was opened
    </p>
  )
}
