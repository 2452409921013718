import {
  describeFailure,
  json,
  useEventSource,
} from '@use-event-source/react'
import { useEffect, useState } from 'react'

const events = { price: json<{ bid: number }>() }

export default function Bid() {
  const { data, failure } = useEventSource('/demo/prices', { events })
  const [now, setNow] = useState(Date.now)

  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])

  return (
    <>
      <b>{data?.bid ?? '…'}</b>
      <p>{failure && describeFailure(failure, now)}</p>
    </>
  )
}
