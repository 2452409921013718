import {
  backoff,
  createEventSource,
  json,
  useEventSource,
} from '@use-event-source/react'
import { transport } from './server'

const prices = createEventSource({
  url: '/demo/prices',
  events: { price: json<{ bid: number }>() },
  retry: backoff({ initial: 1000, max: 8000, attempts: 6 }),
  transport,
})

export default function Line() {
  const { status, data, failure, failures, connect } =
    useEventSource(prices)
  const due =
    failure?.retryAt && new Date(failure.retryAt).toLocaleTimeString()

  return (
    <>
      <p>
        {status}
        {failures > 0 && `, ${failures} in a row`}
      </p>
      <b>{data?.bid ?? '…'}</b>
      <p>{failure?.message}</p>
      {due && <p>Next try at {due}.</p>}
      {failure && <button onClick={connect}>Now</button>}
    </>
  )
}
