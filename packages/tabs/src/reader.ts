import { idOf } from './history.ts'
import type { Entry, Open } from './message.ts'
import type { Record } from './record.ts'

/** Reads the entries that a leader tells, and drops what this tab has had already. */
export interface Reader {
  read(entry: Entry): void
  /** Shows the newest events, of a stream of which this tab has shown none. */
  begin(opened: Open, newest: readonly Entry[], after: string): void
  /** Goes on after the last event ID. */
  catchUp(opened: Open, entries: readonly Entry[], after: string): void
}

export function createReader(record: Record): Reader {
  const { history } = record
  /** The IDs of entries that this tab has had already, and a new leader is about to tell again. */
  let repeated: string[] = []

  function read(entry: Entry) {
    if (repeated[0] === idOf(entry)) return void repeated.shift()
    repeated = []
    record.show(entry)
  }

  function begin(opened: Open, newest: readonly Entry[], after: string) {
    record.show(opened)
    newest.forEach(record.show)
    if (history.lastEventId !== after) record.show({ kind: 'id', lastEventId: after })
    // They are no part of the history, which must be in one piece.
    history.restart(after)
  }

  function catchUp(opened: Open, entries: readonly Entry[], after: string) {
    const isNext = after === history.lastEventId
    const { again, rest } = isNext ? { again: [], rest: entries } : overlap(entries, after)
    // Without an ID there is no telling what came between two leaders.
    const isCut = !again || (isNext && after === '' && record.state === 'open')
    if (isCut) record.show({ ...opened, lastEventId: after })
    else if (record.state !== 'open') record.show(opened)
    repeated = (again ?? []).map(idOf)
    rest.forEach(read)
  }

  /**
   * Finds where a stream that was dialled behind this tab meets what it has had already. Returns what
   * will be told `again`, and the `rest` of the entries from there on. A stream that was dialled
   * without an ID meets nothing: its IDs may be those of other events.
   */
  function overlap(entries: readonly Entry[], after: string) {
    const ids = after === '' ? [] : [after, ...entries.map(idOf)]
    const at = ids.findIndex((id) => history.since(id) !== null)
    return at < 0
      ? { again: null, rest: entries }
      : { again: history.since(ids[at]!), rest: entries.slice(at) }
  }

  return { read, begin, catchUp }
}
