import {
  createEventSource,
  eventsOf,
  json,
} from '@use-event-source/react'
import { useEffect, useState } from 'react'
import { transport } from './server'

const prices = createEventSource({
  url: '/demo/prices',
  events: { price: json<{ bid: number }>() },
  transport,
})

export default function Reader() {
  const [text, setText] = useState('')

  useEffect(() => {
    const events = eventsOf(prices, 'price')
    async function read() {
      for await (const { data } of events)
        setText((text) => `${text} ${data.bid}`)
      setText((text) => `${text}, and the loop has ended.`)
    }
    void read()
    return () => void events.return()
  }, [])

  return (
    <>
      <button onClick={prices.close}>Close the store</button>
      <p>{text}</p>
    </>
  )
}
