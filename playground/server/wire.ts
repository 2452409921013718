import type { StreamName } from '../src/shared/wire.ts'
import type { WireLine } from '../src/shared/wireLine.ts'

/**
 * How many lines are kept of each stream: of its events, and as many of how its requests began and
 * ended.
 */
const mostKept = 100

/** How many lines wait for a watcher: those that come faster are counted and not shown. */
const mostWaiting = 60

/** What goes over the wire, for the panel that shows it. */
export interface Wire {
  record(stream: StreamName, line: Omit<WireLine, 'id' | 'at'>): void
  /** Watches a stream from the line after `id` on. */
  watch(stream: StreamName, id: number): Watcher
}

interface Watcher {
  /** Takes the lines that have come since the last time. */
  take(): readonly WireLine[]
  stop(): void
}

export function createWire(): Wire {
  const kept = new Map<string, WireLine[]>()
  const watchers = new Map<StreamName, Set<(line: WireLine) => void>>()
  let lines = 0
  const keptOf = (stream: StreamName, isData: boolean) => kept.get(`${stream} ${isData}`) ?? []

  return {
    record(stream, recorded) {
      const line: WireLine = { id: ++lines, at: Date.now(), ...recorded }
      const isData = recorded.kind === 'data' || recorded.kind === 'skipped'
      kept.set(`${stream} ${isData}`, [...keptOf(stream, isData).slice(1 - mostKept), line])
      for (const add of watchers.get(stream) ?? []) add(line)
    },
    watch(stream, id) {
      // A server that was started again counts from 1.
      const since = id > lines ? 0 : id
      let waiting = [...keptOf(stream, false), ...keptOf(stream, true)]
        .filter((line) => line.id > since)
        .toSorted((a, b) => a.id - b.id)
      let skipped = 0
      const add = (line: WireLine) => {
        // How a request began and ended is few lines, and each is worth more than one of many
        // events.
        if (line.kind === 'data' && waiting.length >= mostWaiting) skipped++
        else if (waiting.length < 2 * mostWaiting) waiting.push(line)
      }
      const others = watchers.get(stream) ?? new Set()
      watchers.set(stream, others.add(add))
      return {
        take() {
          const taken = waiting
          const last = taken.at(-1)
          if (last && skipped > 0)
            taken.push({ ...last, kind: 'skipped', text: `${skipped} more lines` })
          waiting = []
          skipped = 0
          return taken
        },
        stop: () => void others.delete(add),
      }
    },
  }
}
