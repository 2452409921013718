import { useEventState } from '@use-event-source/react'
import { memo } from 'react'
import { logReducers, noLines } from '../shared/boundedLog.ts'
import type { LogSource } from '../shared/logSource.ts'

export function LogView({ source }: { source: LogSource }) {
  const log = useEventState(source, noLines, logReducers)
  return (
    <pre role="log">
      {log.map(({ number, lines }) => (
        <Chunk key={number} lines={lines} />
      ))}
    </pre>
  )
}

const Chunk = memo(function Chunk({ lines }: { lines: readonly string[] }) {
  return <code>{lines.join('\n')}</code>
})
