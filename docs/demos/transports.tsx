import {
  createEventSource,
  json,
  useEventSource,
  useEventState,
} from '@use-event-source/react'
import { useState } from 'react'
import { transport } from './server'

// A method, a body and a header: this needs fetch.
const ask = (question: string) =>
  createEventSource({
    url: '/demo/answer',
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ question }),
    key: crypto.randomUUID(),
    events: { message: json<{ delta: string }>() },
    until: (event) => event.raw === '[DONE]',
    transport,
  })

export default function Answer() {
  const [answer, setAnswer] = useState(() =>
    ask('Why is the sky blue?'),
  )
  const { status, close } = useEventSource(answer)
  const text = useEventState(answer, '', {
    message: (text, event) => text + event.data.delta,
  })

  return (
    <>
      <button onClick={() => setAnswer(ask('Again, please?'))}>
        Ask again
      </button>{' '}
      <button onClick={close}>Stop</button> {status}
      <p>{text}</p>
    </>
  )
}
