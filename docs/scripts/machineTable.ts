// Draws the state machine from its own table: every pair of phase and event is tried.
import { transition } from '../../packages/core/src/connection/machine.ts'
import type { ConnectionEvent, ConnectionState, Phase } from '../../packages/core/src/connection/machine.ts'
import { statusOf } from '../../packages/core/src/store/snapshot.ts'

const failure = { kind: 'network', message: '' } as const

const events: readonly ConnectionEvent[] = [
  { type: 'connect' },
  { type: 'open' },
  { type: 'progress' },
  { type: 'drop', failure },
  { type: 'wait', failure, retryAt: 0 },
  { type: 'offline', failure },
  { type: 'pause' },
  { type: 'fail', failure },
  { type: 'release' },
]

/** Returns a state in a phase, with a failure behind it, so that everything that can change does. */
function stateIn(phase: Phase): ConnectionState {
  const counts = { dial: 1, failures: 1 }
  switch (phase) {
    case 'idle':
    case 'connecting':
    case 'open':
    case 'paused':
      return { ...counts, phase, failure: null }
    default:
      return { ...counts, phase, failure: { ...failure, willRetry: phase !== 'closed', retryAt: null } }
  }
}

/** Returns the table as Markdown: what each event makes of each phase. */
export function machineTable(): string {
  const phases = Object.keys(statusOf) as Phase[]
  const rows = phases.map((phase) => {
    const from = stateIn(phase)
    const cells = events.map((event) => {
      const to = transition(from, event)
      return to === from ? '' : to.phase
    })
    return [`**${phase}**`, ...cells]
  })
  return toMarkdown([['', ...events.map(({ type }) => `\`${type}\``)], ...rows])
}

/** Returns what a person is told in each phase, as Markdown. */
export function statusTable(): string {
  const rows = Object.entries(statusOf).map(([phase, status]) => [`\`${phase}\``, `\`${status}\``])
  return toMarkdown([['phase', '`status`'], ...rows])
}

/** Writes a table, its first row the head. */
export function toMarkdown([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
