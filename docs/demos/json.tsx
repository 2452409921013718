import { json, useEventSource } from '@use-event-source/react'

const events = { price: json<{ bid: number }>() }

export default function Bid() {
  const { latest } = useEventSource('/demo/prices', { events })
  return (
    <>
      <b>{latest.price?.data.bid.toFixed(2) ?? '…'}</b>
      <p>
        read from <code>{latest.price?.raw ?? '…'}</code>
      </p>
    </>
  )
}
