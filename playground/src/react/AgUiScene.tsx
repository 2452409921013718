import { useSnapshot } from '@use-event-source/react'
import { useState } from 'react'
import { createThread } from '../shared/agUi.ts'

// A run is read on while another scene is shown.
const thread = createThread('AG-UI in React')

export function AgUiScene() {
  const { messages, isRunning, error } = useSnapshot(thread)
  const [prompt, setPrompt] = useState('')

  return (
    <>
      <p className="status-line">
        <span className="reason">{isRunning ? 'The agent runs' : 'The agent waits'}</span>
      </p>
      <div
        className="recipe"
        data-empty="Nothing was asked yet. Ask, and drop the socket in the middle of the answer."
      >
        {messages.map(({ id, role, content }) => (
          <p key={id} data-role={role}>
            {typeof content === 'string' && content}
          </p>
        ))}
        {error && (
          <p role="alert">
            The run is not complete.{' '}
            <button type="button" onClick={thread.retry}>
              Retry
            </button>
          </p>
        )}
        <form
          onSubmit={(event) => {
            event.preventDefault()
            thread.ask(prompt)
            setPrompt('')
          }}
        >
          <input
            value={prompt}
            onChange={(event) => setPrompt(event.target.value)}
            aria-label="Your question"
          />
          <button type="submit" disabled={isRunning}>
            Send
          </button>
          {isRunning && (
            <button type="button" onClick={thread.stop}>
              Stop
            </button>
          )}
        </form>
      </div>
    </>
  )
}
