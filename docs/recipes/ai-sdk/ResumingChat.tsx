import { useChat } from '@ai-sdk/react'
import type { UIMessage } from 'ai'
import { useMemo, useState } from 'react'
import { resumingTransport, stopAnswer } from './resumingTransport.ts'
import type { Answer } from './resumingTransport.ts'

interface Props {
  api: string
  /** The id and the messages of a chat that was saved. */
  id: string
  messages?: UIMessage[]
  /** Called with the store of each answer. */
  onAnswer?: (answer: Answer) => void
}

export function ResumingChat({ api, id, messages: saved = [], onAnswer }: Props) {
  const transport = useMemo(
    () => resumingTransport(api, onAnswer),
    [api, onAnswer],
  )
  const { messages, status, error, sendMessage, regenerate, stop } = useChat({
    id,
    messages: saved,
    transport,
    // Reads on where an answer is being written.
    resume: true,
  })
  const [prompt, setPrompt] = useState('')
  const isAnswering = status === 'submitted' || status === 'streaming'

  return (
    <>
      {messages.map(({ id, role, parts }) => (
        <p key={id} data-role={role}>
          {parts.map((part) => (part.type === 'text' ? part.text : ''))}
        </p>
      ))}
      {error && (
        <p role="alert">
          The answer is not complete.{' '}
          <button type="button" onClick={() => void regenerate()}>
            Retry
          </button>
        </p>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void sendMessage({ text: prompt })
          setPrompt('')
        }}
      >
        <input
          value={prompt}
          onChange={(event) => setPrompt(event.target.value)}
          aria-label="Your question"
        />
        <button type="submit" disabled={isAnswering}>
          Send
        </button>
        {isAnswering && (
          <button
            type="button"
            onClick={() => {
              void stop()
              void stopAnswer(api, id)
            }}
          >
            Stop
          </button>
        )}
      </form>
    </>
  )
}
