import {
  describeFailure,
  useEventSource,
  useEventState,
  useServerEvent,
} from '@use-event-source/react'
import { useState } from 'react'
import { answerReducers } from '../shared/answer.ts'
import type { Answer } from '../shared/answer.ts'

export function Chat({ ask }: { ask: (prompt: string) => Answer }) {
  const [prompt, setPrompt] = useState('')
  const [answer, setAnswer] = useState<Answer | null>(null)
  const { status, failure, latest, close, connect } = useEventSource(answer)
  const text = useEventState(answer, '', answerReducers)
  // A stream that the server ends reconnects, so the last event closes it.
  useServerEvent(answer, 'done', close)

  const isStopped = answer !== null && status === 'closed' && !latest.done
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          setAnswer(ask(prompt))
        }}
      >
        <input
          value={prompt}
          onChange={(event) => setPrompt(event.target.value)}
          aria-label="Your question"
        />
        <button type="submit">Ask</button>
      </form>
      <output>{text}</output>
      {failure && <p role="alert">{describeFailure(failure)}</p>}
      {status === 'open' && (
        <button type="button" onClick={close}>
          Stop
        </button>
      )}
      {isStopped && (
        <button type="button" onClick={connect}>
          Resume
        </button>
      )}
    </>
  )
}
