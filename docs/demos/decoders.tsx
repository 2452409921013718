import { json, text, useEventSource } from '@use-event-source/react'
import { useState } from 'react'

export default function Desk() {
  const [refused, setRefused] = useState('none yet')
  const { latest } = useEventSource('/demo/desk', {
    events: {
      price: json<{ bid: number }>(),
      note: text,
      visitors: Number,
    },
    // Every fourth event is half a price. It is not delivered, and the stream goes on.
    onInvalid: (event, failure) =>
      setRefused(`${event.raw} ${failure.message}`),
  })

  return (
    <dl>
      <dt>price</dt>
      <dd>{latest.price?.data.bid}</dd>
      <dt>note</dt>
      <dd>{latest.note?.data}</dd>
      <dt>visitors</dt>
      <dd>{latest.visitors?.data}</dd>
      <dt>refused</dt>
      <dd>{refused}</dd>
    </dl>
  )
}
