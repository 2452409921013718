import {
  describeFailure,
  useEventSource,
  useSnapshot,
} from '@use-event-source/react'
import { useState } from 'react'
import type { Conversation, Turn } from './conversation.ts'

export function Chat({ conversation }: { conversation: Conversation }) {
  const turns = useSnapshot(conversation)
  const [prompt, setPrompt] = useState('')
  return (
    <>
      {turns.map((turn) => (
        <Answer key={turn.id} turn={turn} conversation={conversation} />
      ))}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          conversation.ask(prompt)
          setPrompt('')
        }}
      >
        <input
          value={prompt}
          onChange={(event) => setPrompt(event.target.value)}
          aria-label="Your question"
        />
        <button type="submit">Ask</button>
      </form>
    </>
  )
}

function Answer({
  turn,
  conversation,
}: {
  turn: Turn
  conversation: Conversation
}) {
  const { status, failure } = useEventSource(turn.writing?.answer ?? null)
  const text = useSnapshot(turn.writing?.text ?? null) ?? turn.text
  return (
    <article>
      <h3>{turn.prompt}</h3>
      <output>{text}</output>
      {failure && <p role="alert">{describeFailure(failure)}</p>}
      {turn.writing && status !== 'closed' && (
        <button type="button" onClick={() => conversation.stop(turn)}>
          Stop
        </button>
      )}
      {status === 'closed' && (
        <button type="button" onClick={() => conversation.retry(turn)}>
          Retry
        </button>
      )}
    </article>
  )
}
