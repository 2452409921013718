import { useEventSource, useEventState, useServerEvent } from '@use-event-source/react'
import { useState } from 'react'
import { answerReducers } from '../../../docs/recipes/shared/answer.ts'
import { ask, suggestions, type Turn } from '../shared/chat.ts'
import { statusText } from '../shared/statusText.ts'
import { longestPrompt } from '../shared/wire.ts'

export function ChatScene() {
  const [turns, setTurns] = useState<readonly Turn[]>([])
  const { status, failure, latest, close } = useEventSource(turns.at(-1)?.answer ?? null)
  const isAnswering = status !== 'idle' && status !== 'closed'

  function send(prompt: string) {
    setTurns([...turns, ask(prompt)])
  }

  return (
    <>
      <p className="status-line">
        <span className="pill" data-status={status}>
          {status}
        </span>
        <span className="reason">
          {latest.done
            ? 'The answer is complete'
            : turns.length > 0
              ? statusText(status, failure)
              : 'Ask something'}
        </span>
      </p>
      <div className="chat" tabIndex={0} role="log" aria-label="Conversation in React">
        <div className="turns">
          {turns.map((turn) => (
            <article key={turn.id}>
              <p className="prompt">{turn.prompt}</p>
              <Answer answer={turn.answer} />
            </article>
          ))}
          {turns.length === 0 && <Suggestions onPick={send} />}
        </div>
      </div>
      <Composer isAnswering={isAnswering} onSend={send} onStop={close} />
    </>
  )
}

function Answer({ answer }: { answer: Turn['answer'] }) {
  const { status, latest, close, connect } = useEventSource(answer)
  const text = useEventState(answer, '', answerReducers)
  // A stream that the server ends reconnects, so the last event closes it.
  useServerEvent(answer, 'done', close)

  const isClosed = status === 'closed'
  // Busy, so that a screen reader waits for the whole answer instead of reading out each token.
  return (
    <div className="answer" aria-busy={!isClosed}>
      <p>{text}</p>
      {isClosed && !latest.done && (
        <button type="button" className="button" onClick={connect}>
          Resume
        </button>
      )}
    </div>
  )
}

function Suggestions({ onPick }: { onPick: (prompt: string) => void }) {
  return (
    <ul className="suggestions">
      {suggestions.map((suggestion) => (
        <li key={suggestion}>
          <button type="button" onClick={() => onPick(suggestion)}>
            {suggestion}
          </button>
        </li>
      ))}
    </ul>
  )
}

interface ComposerProps {
  isAnswering: boolean
  onSend: (prompt: string) => void
  onStop: () => void
}

function Composer({ isAnswering, onSend, onStop }: ComposerProps) {
  const [draft, setDraft] = useState('')
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault()
        if (isAnswering || !draft.trim()) return
        onSend(draft)
        setDraft('')
      }}
    >
      <input
        aria-label="Your question, to React"
        placeholder="Ask about reconnecting, rendering, WebSockets"
        maxLength={longestPrompt}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
      />
      {isAnswering ? (
        <button key="stop" type="button" className="button" onClick={onStop}>
          Stop
        </button>
      ) : (
        <button key="send" type="submit" className="button">
          Send
        </button>
      )}
    </form>
  )
}
