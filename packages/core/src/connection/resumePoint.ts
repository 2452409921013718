import { startAt } from './position.ts'
import type { Position } from './position.ts'

/** The position of a stream, whose ID may have a copy in a storage. */
export interface ResumePoint extends Position {
  /** Whether another tab writes the copy, in a storage that all tabs have in common. */
  isKeptElsewhere: boolean
  /** Writes to the storage what has not been written yet. */
  save(): void
}

/** Makes a resume point without a copy. */
export const createUnkeptPoint = (start: Position): ResumePoint => ({
  ...start,
  isKeptElsewhere: false,
  save() {},
})

/** Begins again: nothing of what came before is gone on with. */
export function forget(point: ResumePoint): void {
  Object.assign(point, startAt(''))
  point.save()
}
