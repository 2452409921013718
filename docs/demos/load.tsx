import { json } from '@use-event-source/core'
import { useEventState } from '@use-event-source/react'
import { useState } from 'react'
import { server } from './server'

const events = { change: json<{ count: number }>() }

export default function Orders() {
  const [loads, setLoads] = useState(0)
  const total = useEventState(
    '/demo/orders',
    0,
    { change: (total, event) => total + event.data.count },
    {
      events,
      async load({ signal }) {
        const response = await server.fetch('/demo/orders/state', {
          signal,
        })
        const { state, lastEventId } = await response.json()
        setLoads((loads) => loads + 1)
        return {
          state: state as number,
          lastEventId: lastEventId as string,
        }
      },
    },
  )

  return (
    <p>
      <b>{total}</b> orders, loaded{' '}
      {loads === 1 ? 'once' : `${loads} times`}
    </p>
  )
}
