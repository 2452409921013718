import { useEventSource, useSnapshot } from '@use-event-source/react'
import { useEffect, useState } from 'react'
import type { Turn } from '../../../docs/recipes/chat/conversation.ts'
import { createChat, endOf, suggestions } from '../shared/chat.ts'
import { statusText } from '../shared/statusText.ts'
import { watch } from '../shared/watched.ts'
import { longestPrompt } from '../shared/wire.ts'

// An answer is written on while another scene is shown.
const chat = createChat('chat in React')

export function ChatScene() {
  const turns = useSnapshot(chat)
  const newest = turns.at(-1)
  const answer = newest?.writing?.answer ?? null
  const { status, failure } = useEventSource(answer)
  const isAnswering = answer !== null && status !== 'closed'
  useEffect(() => {
    if (answer)
      watch({ name: 'chat', source: answer, canClose: true, closed: 'The answer has ended' })
  }, [answer])

  return (
    <>
      <p className="status-line">
        <span className="pill" data-status={status}>
          {status}
        </span>
        <span className="reason">{answer ? statusText(status, failure) : endOf(newest)}</span>
      </p>
      <div className="chat" tabIndex={0} role="log" aria-label="Conversation in React">
        <div className="turns">
          {turns.map((turn) => (
            <article key={turn.id}>
              <p className="prompt">{turn.prompt}</p>
              <Answer turn={turn} />
            </article>
          ))}
          {turns.length === 0 && <Suggestions />}
        </div>
      </div>
      <Composer isAnswering={isAnswering} onStop={() => newest && chat.stop(newest)} />
    </>
  )
}

function Answer({ turn }: { turn: Turn }) {
  const { status } = useEventSource(turn.writing?.answer ?? null)
  const text = useSnapshot(turn.writing?.text ?? null) ?? turn.text
  const isBroken = status === 'closed'
  // Busy, so that a screen reader waits for the whole answer instead of reading out each token.
  return (
    <div className="answer" aria-busy={turn.writing !== null && !isBroken}>
      <p>{text}</p>
      {isBroken && (
        <button type="button" className="button" onClick={() => chat.retry(turn)}>
          Retry
        </button>
      )}
    </div>
  )
}

function Suggestions() {
  return (
    <ul className="suggestions">
      {suggestions.map((suggestion) => (
        <li key={suggestion}>
          <button type="button" onClick={() => chat.ask(suggestion)}>
            {suggestion}
          </button>
        </li>
      ))}
    </ul>
  )
}

function Composer({ isAnswering, onStop }: { isAnswering: boolean; onStop: () => void }) {
  const [draft, setDraft] = useState('')
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault()
        if (isAnswering || !draft.trim()) return
        chat.ask(draft)
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
