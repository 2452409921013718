import { entryOf } from '../recorder/eventEntry.ts'
import type { EventEntry } from '../recorder/eventEntry.ts'
import type { StreamLog, TimelineEntry } from '../recorder/streamLog.ts'

type Entry = EventEntry | TimelineEntry

/**
 * Returns what was recorded of a stream as a script for `fakeTransport()`: a test that pastes it plays
 * the same server. Secrets are hidden in it, as everywhere.
 */
export function testScriptOf(log: StreamLog): string {
  const lines = [...log.timeline.items(), ...log.events.items().map(entryOf)]
    .sort((a, b) => a.order - b.order)
    .flatMap(linesOf)
  return [
    "import { fakeTransport } from '@use-event-source/testing'",
    '',
    `// ${log.method} ${log.url}`,
    'const transport = fakeTransport()',
    '// Here what is tested begins to listen, on this transport.',
    ...lines,
    '',
  ].join('\n')
}

function linesOf(entry: Entry): string[] {
  switch (entry.kind) {
    case 'dial':
      return entry.number === 1 ? [] : ['', `// It has dialled again${fromId(entry.lastEventId)}.`]
    case 'step':
      return stepLines(entry)
    case 'event':
      return [`transport.last.event(${args(entry.type, entry.raw, entry.lastEventId)})`]
    case 'id':
      return [`transport.last.id(${args(entry.lastEventId)})`]
    case 'retry':
      return [`transport.last.retry(${entry.raw})`]
    case 'comment':
      return ['transport.last.comment()']
    case 'end':
      return ['', '// Here nothing listens any more.']
    default:
      return []
  }
}

function stepLines({ from, to, answer, failure }: Extract<Entry, { kind: 'step' }>): string[] {
  if (to === 'open' && from !== 'open') {
    const response = answer && { response: { status: answer.status, headers: answer.headers } }
    return [`transport.last.open(${response ? code(response) : ''})`]
  }
  const wasDialled = from === 'open' || from === 'connecting' || from === 'redialing'
  if (!failure || !wasDialled) return []
  const { kind, message, status, retryAfter, body } = failure
  const redialing = to === 'dropped' ? ', true' : ''
  return [`transport.last.lose(${code({ kind, message, status, retryAfter, body })}${redialing})`]
}

const fromId = (id: string) => (id ? ` from ${id}` : '')

const args = (...texts: string[]) =>
  texts
    .filter((text, index) => text !== '' || index < texts.length - 1)
    .map(quoted)
    .join(', ')

/** A literal as our formatter writes it. */
const quoted = (text: string) => {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"')
  return `'${inner.replaceAll("'", "\\'")}'`
}

function code(value: object): string {
  const pairs = Object.entries(value).flatMap(([name, value]) => {
    if (value === undefined) return []
    const key = /^[a-z]\w*$/i.test(name) ? name : quoted(name)
    const text =
      typeof value === 'string' ? quoted(value) : typeof value === 'object' ? code(value) : value
    return [`${key}: ${text}`]
  })
  return pairs.length > 0 ? `{ ${pairs.join(', ')} }` : '{}'
}
