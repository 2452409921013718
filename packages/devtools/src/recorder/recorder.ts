import type { Announcements, DevelopmentHook, ObservedStream } from '@use-event-source/core/tools'
import { createDecodings } from './decodings.ts'
import { maskUrl } from './mask.ts'
import type { StreamLog } from './streamLog.ts'
import { createStreamLogs } from './streamLogs.ts'
import { createTurnClock } from './turnClock.ts'
import { tabRoleOf } from './tabRole.ts'
import { dialEntry, stepEntry } from './timelineEntries.ts'
import type { Unplaced } from './timelineEntries.ts'

/** Writes down what happens to the streams of a page. */
export interface Recorder {
  /** Oldest first. */
  readonly streams: readonly StreamLog[]
  /** How many entries were written, of all kinds and all streams. */
  readonly written: number
  /** Returns a stream as it is now, or `null` when it has ended. */
  observedOf(log: StreamLog): ObservedStream | null
  /**
   * Calls `listener` when something has happened to a stream, and returns a function that stops it.
   * Events are too many for that.
   */
  subscribe(listener: () => void): () => void
  /**
   * Writes down events and commits, too, until the returned function is called: as long as a panel is
   * open. Otherwise they cost nothing.
   */
  watch(): () => void
  stop(): void
}

export function createRecorder(hook: DevelopmentHook): Recorder {
  const logs = createStreamLogs()
  const listeners = new Set<() => void>()
  const decodings = createDecodings()
  const now = createTurnClock()
  let order = 0
  let watchers = 0
  let ignore = () => {}

  const changed = () => listeners.forEach((listener) => listener())

  function note(log: StreamLog, entry: Unplaced) {
    log.timeline.add({ ...entry, order: ++order, at: Date.now() })
    changed()
  }

  function followLoss(log: StreamLog, { stream, from, to }: Announcements['state']) {
    if (from.phase === 'open' && to.phase !== 'open' && to.phase !== 'idle') log.lostAt = Date.now()
    if (to.phase !== 'open' || log.lostAt === null) return
    const lastEventId = stream.dial?.request.lastEventId ?? ''
    note(log, { kind: 'gap', duration: Date.now() - log.lostAt, lastEventId })
    log.lostAt = null
  }

  function write({ dial, signal }: Announcements['signal']) {
    const { kind } = signal
    if (kind !== 'event' && kind !== 'comment' && kind !== 'retry' && kind !== 'id') return
    const { events } = logs.of(dial.stream)
    const position = events.add(signal, ++order, now())
    if (kind === 'event') decodings.written(signal.event, events, position)
  }

  const offs = [
    hook.on('stream', (stream) => void logs.of(stream)),
    hook.on('dial', (dial) => {
      const log = logs.of(dial.stream)
      log.url = maskUrl(dial.request.url)
      note(log, dialEntry(dial, ++log.dials))
    }),
    hook.on('state', (step) => {
      const log = logs.of(step.stream)
      log.role = tabRoleOf(step.stream)
      note(log, stepEntry(step))
      followLoss(log, step)
    }),
    hook.on('tab', (stream) => {
      const log = logs.of(stream)
      const role = tabRoleOf(stream)
      // Otherwise the step to the next phase says it.
      if (!role || role === log.role || stream.state.phase !== 'open') return
      log.role = role
      note(log, { kind: 'role', role })
    }),
    hook.on('end', (stream) => note(logs.end(stream), { kind: 'end' })),
  ]
  for (const stream of hook.streams) logs.of(stream)

  function beginWatching() {
    const offs = [
      hook.on('signal', write),
      hook.on('decoded', decodings.note),
      hook.on('commit', (stream) => void logs.of(stream).commits++),
    ]
    ignore = () => offs.forEach((off) => off())
  }

  return {
    streams: logs.all,
    get written() {
      return order
    },
    observedOf: logs.observedOf,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    watch() {
      let isWatching = true
      if (watchers++ === 0) beginWatching()
      return () => {
        if (isWatching && --watchers === 0) ignore()
        isWatching = false
      }
    },
    stop() {
      offs.forEach((off) => off())
      ignore()
      listeners.clear()
    },
  }
}
