import {
  useEventSource,
  useEventState,
  useServerEvent,
} from '@use-event-source/react'
import { useState } from 'react'
import { answerReducers, ask } from './ask'
import { transport } from './server'

// A method, a body and a header: this needs fetch.
const askAgain = () => ask('Why is the sky blue?', transport)

export default function Answer() {
  const [answer, setAnswer] = useState(askAgain)
  const { status, close } = useEventSource(answer)
  const text = useEventState(answer, '', answerReducers)
  useServerEvent(answer, 'done', close)

  return (
    <>
      <button onClick={() => setAnswer(askAgain())}>Ask again</button>{' '}
      <button onClick={close}>Stop</button> {status}
      <p>{text}</p>
    </>
  )
}
