import { warnOfUnnamedResume } from '#development'
import { createTimer } from '../platform/timer.ts'
import { startAt } from './position.ts'
import type { Position } from './position.ts'

/** Where the last event ID is kept from one page load to the next, such as `sessionStorage`. */
export interface ResumeStorage {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  /** Without it, an ID is replaced by the empty string when it must be forgotten. */
  removeItem?(key: string): void
}

/** The position of a stream, whose ID has a copy in a storage. */
export interface ResumePoint extends Position {
  /** Whether another tab writes the copy, in a storage that all tabs have in common. */
  isKeptElsewhere: boolean
  /** Writes to the storage what has not been written yet. */
  save(): void
}

/** How long the copy may be behind, in milliseconds: storages are slow, and events may be many. */
const saveInterval = 1000

/**
 * Makes a resume point that starts with the ID that the storage holds under `name`, or else with
 * that of `start`.
 */
export function createResumePoint(
  start: Position,
  storage: ResumeStorage | undefined,
  name: string | null,
): ResumePoint {
  warnOfUnnamedResume(storage, name)
  if (!storage || name === null) return { isKeptElsewhere: false, save() {}, ...start }
  const item = itemOf(name)
  const timer = createTimer()
  let current: string | undefined
  let saved: string | undefined

  /**
   * Reads the storage when the ID is first needed, and not before its connection is known to
   * others: a storage may call code that connects.
   */
  function read(): string {
    if (current === undefined) {
      current = start.id
      current = saved = attempt(() => storage!.getItem(item)) ?? start.id
    }
    return current
  }

  function save() {
    timer.stop()
    const next = read()
    if (saved === next || (point.isKeptElsewhere && isForAllTabs(storage!))) return
    saved = next
    if (next === '') forgetResumePoint(storage!, name!)
    else attempt(() => storage?.setItem(item, next))
  }

  const point: ResumePoint = {
    ...start,
    isKeptElsewhere: false,
    save,
    get id() {
      return read()
    },
    set id(next) {
      // The timer runs from the first change on: a stream that never pauses must not delay the copy
      // for ever.
      if (read() === saved && next !== saved) timer.start(saveInterval, save)
      current = next
    },
  }
  return point
}

const isForAllTabs = (storage: ResumeStorage) => attempt(() => storage === globalThis.localStorage)

/** Begins again: nothing of what came before is gone on with. */
export function forget(point: ResumePoint): void {
  Object.assign(point, startAt(''))
  point.save()
}

/** Removes a stored ID. */
export function forgetResumePoint(storage: ResumeStorage, name: string): void {
  attempt(() =>
    storage.removeItem ? storage.removeItem(itemOf(name)) : storage.setItem(itemOf(name), ''),
  )
}

const itemOf = (name: string) => `use-event-source ${name}`

/** Treats a full or blocked storage as absent. */
function attempt<T>(use: () => T): T | undefined {
  try {
    return use()
  } catch {
    return undefined
  }
}
