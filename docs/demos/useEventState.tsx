import { useEventState } from '@use-event-source/react'
import { addLine, noLines } from '../recipes/shared/boundedLog'

export default function Log() {
  const log = useEventState('/demo/log', noLines, {
    line: (log, event) => addLine(log, event.data),
  })
  const lines = log.flatMap((chunk) => chunk.lines)

  return (
    <>
      <p>{lines.length} lines, the last of them:</p>
      <pre>{lines.slice(-5).join('\n')}</pre>
    </>
  )
}
