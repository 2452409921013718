import { json, useEventState } from '@use-event-source/react'

interface Log {
  readonly count: number
  readonly lines: readonly string[]
}

const empty: Log = { count: 0, lines: [] }
const events = { line: json<{ level: string; text: string }>() }

export default function LogView() {
  const { count, lines } = useEventState(
    '/demo/log',
    empty,
    {
      line: ({ count, lines }, event) => ({
        count: count + 1,
        lines: [
          ...lines.slice(-4),
          `${event.data.level} ${event.data.text}`,
        ],
      }),
    },
    { events },
  )

  return (
    <>
      <p>{count} lines, the last of them:</p>
      <pre>{lines.join('\n')}</pre>
    </>
  )
}
