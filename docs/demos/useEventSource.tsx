import {
  describeFailure,
  json,
  useEventSource,
} from '@use-event-source/react'

export default function Ticker() {
  const { status, latest, failure, connect, close } = useEventSource(
    '/demo/prices',
    {
      events: { price: json<{ bid: number }>() },
    },
  )

  return (
    <>
      <p>
        {status}
        {failure && `: ${describeFailure(failure)}`}
      </p>
      <b>{latest.price?.data.bid.toFixed(2) ?? '…'}</b>
      {status === 'closed' ? (
        <button onClick={connect}>Connect</button>
      ) : (
        <button onClick={close}>Close</button>
      )}
    </>
  )
}
