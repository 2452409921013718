import type { ConnectionOptions } from './options.ts'
import { createTimer } from '../platform/timer.ts'

/** Where the last event ID is kept from one page load to the next, such as `sessionStorage`. */
export interface ResumeStorage {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
}

/** The last event ID of a stream, and its copy in a storage. */
export interface Cursor {
  id: string
  /** Writes to the storage what has not been written yet. */
  save(): void
}

/** How long the copy may be behind, in milliseconds: storages are slow, and events may be many. */
const behind = 1000

/** Makes a cursor that starts with what the storage holds, or else with `id`. */
export function createCursor(id: string, { resume }: ConnectionOptions, url: string): Cursor {
  if (!resume) return { id, save() {} }
  const name = `use-event-source ${url}`
  const timer = createTimer()
  let current = attempt(() => resume.getItem(name)) ?? id
  let saved = current

  function save() {
    timer.stop()
    if (saved === current) return
    saved = current
    attempt(() => resume?.setItem(name, current))
  }

  return {
    save,
    get id() {
      return current
    },
    set id(next) {
      // The timer runs from the first change on: a stream that never pauses must not put it off for ever.
      if (current === saved && next !== saved) timer.start(behind, save)
      current = next
    },
  }
}

/** A storage that is full or forbidden is none. */
function attempt<T>(use: () => T): T | undefined {
  try {
    return use()
  } catch {
    return undefined
  }
}
