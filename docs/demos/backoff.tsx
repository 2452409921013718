import {
  backoff,
  createEventSource,
  describeFailure,
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

export default function Bid() {
  const { status, data, failure, failureCount, connect } =
    useEventSource(prices)

  return (
    <>
      <p>
        {status}
        {failureCount > 0 && `, ${failureCount} in a row`}
      </p>
      <b>{data?.bid ?? '…'}</b>
      {failure && (
        <p>
          {describeFailure(failure)}{' '}
          <button onClick={connect}>Now</button>
        </p>
      )}
    </>
  )
}
