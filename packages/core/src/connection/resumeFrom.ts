import { warnOfUnnamedResume } from '#development'
import { hashOf } from '../platform/hash.ts'
import { createTimer } from '../platform/timer.ts'
import { resolveUrl } from '../platform/url.ts'
import { hasKnownOwner, isPlain, keyOf, ownerKeyOf } from './identity.ts'
import { methodOf } from './options.ts'
import type { ConnectionOptions, Resume } from './options.ts'
import type { Position } from './position.ts'
import type { ResumePoint } from './resumePoint.ts'

/** Where the last event ID is kept from one page load to the next, such as `sessionStorage`. */
export interface ResumeStorage {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  /** Without it, an ID is replaced by the empty string when it must be forgotten. */
  removeItem?(key: string): void
}

/**
 * Keeps the last event ID of a stream in a storage, so that a page that is loaded again resumes.
 * Returns `undefined` without a storage, as on a server.
 *
 * @example
 * createEventSource({ url, events, resume: resumeFrom(globalThis.sessionStorage) })
 */
export function resumeFrom(storage: ResumeStorage | undefined): Resume | undefined {
  if (!storage) return undefined
  return {
    createPoint(start, options) {
      const name = nameOf(options)
      warnOfUnnamedResume(name)
      return name === null ? undefined : createStoredPoint(start, storage, name)
    },
    nameOf,
    remove: (name) => removeFrom(storage, name),
  }
}

/** How long the copy may be behind, in milliseconds: storages are slow, and events may be many. */
const saveInterval = 1000

/** Makes a resume point that starts with the ID that is stored, or else with that of `start`. */
function createStoredPoint(start: Position, storage: ResumeStorage, name: string): ResumePoint {
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
      current = saved = attempt(() => storage.getItem(itemOf(name))) ?? start.id
    }
    return current
  }

  function save() {
    timer.stop()
    const next = read()
    if (saved === next || (point.isKeptElsewhere && isForAllTabs(storage))) return
    saved = next
    if (next === '') removeFrom(storage, name)
    else attempt(() => storage.setItem(itemOf(name), next))
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

function removeFrom(storage: ResumeStorage, name: string): void {
  attempt(() =>
    storage.removeItem ? storage.removeItem(itemOf(name)) : storage.setItem(itemOf(name), ''),
  )
}

const itemOf = (name: string) => `use-event-source ${name}`

/**
 * Returns the name under which the last event ID is stored, or `null` where nothing says whose it
 * is. What may be a secret stands in it as a hash: keys, query and body.
 *
 * What a function returns is known only when it is dialled, so that a key stands for its URL or body.
 */
function nameOf(options: ConnectionOptions): string | null {
  const { url, body } = options
  const owner = ownerKeyOf(options)
  if (!hasKnownOwner(options) || (!isPlain(options) && !owner)) return null
  const whole = typeof url === 'function' ? '' : resolveUrl(url)
  const { origin, pathname } = new URL(whole, 'http://url.function')
  const hash = hashOf(keyOf({ owner, whole, body: typeof body === 'string' ? body : '' }))
  return `${methodOf(options)} ${origin}${pathname} ${hash}`
}

/** Treats a full or blocked storage as absent. */
function attempt<T>(use: () => T): T | undefined {
  try {
    return use()
  } catch {
    return undefined
  }
}
