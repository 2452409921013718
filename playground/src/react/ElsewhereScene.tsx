import { useSnapshot } from '@use-event-source/react'
import {
  answerNames,
  answers,
  chooseAnswer,
  chosenAnswer,
  headerWarning,
  tickTally,
} from '../shared/elsewhere.ts'
import { StatusLine } from './StatusLine.tsx'

export function ElsewhereScene() {
  const answer = useSnapshot(chosenAnswer)
  const warning = useSnapshot(headerWarning)

  return (
    <>
      <StatusLine key={answer} source={answers[answer].source} tally={tickTally} />
      <div className="toolbar">
        <div className="choice" role="group" aria-label="The other origin, in React">
          {answerNames.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={answer === name}
              onClick={() => chooseAnswer(name)}
            >
              {answers[name].title}
            </button>
          ))}
        </div>
      </div>
      <p className="notice">
        {warning || 'Drop every socket, and read here what the console says.'}
      </p>
    </>
  )
}
