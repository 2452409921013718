import {
  describeFailure,
  json,
  useEventSource,
} from '@use-event-source/react'
import { fakeTransport } from '@use-event-source/testing'
import { useState } from 'react'
import { watched } from './server'

const fake = fakeTransport()
const transport = watched(fake)
const events = { price: json<{ bid: number }>() }
let bid = 100

// A step that no server could take throws.
export default function Fake() {
  const { status, latest, failure } = useEventSource('/api/prices', {
    events,
    transport,
  })
  const [refusal, setRefusal] = useState('')
  const play = (step: () => void) => () => {
    setRefusal('')
    try {
      step()
    } catch (error) {
      setRefusal(String(error))
    }
  }
  const send = () => fake.last.event('price', `{"bid":${++bid}}`)
  return (
    <>
      <button onClick={play(() => fake.last.open())}>open()</button>
      <button onClick={play(send)}>event('price', …)</button>
      <button onClick={play(() => fake.last.lose())}>lose()</button>
      <p>
        {status}, bid {latest.price?.data.bid ?? 'none'}
      </p>
      <p>{refusal || (failure && describeFailure(failure))}</p>
    </>
  )
}
