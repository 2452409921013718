import type { ConnectionOptions } from './options.ts'
import { startAt } from './position.ts'
import type { Position } from './position.ts'

/** The position of a stream, whose ID may have a copy in a storage. */
export interface ResumePoint extends Position {
  /** Whether another tab writes the copy, in a storage that all tabs have in common. */
  isKeptElsewhere: boolean
  /** Writes to the storage what has not been written yet. */
  save(): void
}

/** Keeps the last event ID from one page load to the next. Made by `resumeFrom`, for connections. */
export interface Resume {
  /** Makes the resume point of a stream, which goes on from what is kept, or else from `start`. */
  createPoint(start: Position, options: ConnectionOptions): ResumePoint | undefined
  /** Returns the name under which an ID is kept, or `null` where nothing says whose it is. */
  nameOf(options: ConnectionOptions): string | null
  /** Removes what is kept under a name. */
  remove(name: string): void
}

/** Makes a resume point without a copy. */
const createUnkeptPoint = (start: Position): ResumePoint => ({
  ...start,
  isKeptElsewhere: false,
  save() {},
})

export const createResumePoint = (start: Position, options: ConnectionOptions): ResumePoint =>
  options.resume?.createPoint(start, options) ?? createUnkeptPoint(start)

/** Begins again: nothing of what came before is gone on with. */
export function forget(point: ResumePoint): void {
  Object.assign(point, startAt(''))
  point.save()
}
