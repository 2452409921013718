import { developmentHook } from '@use-event-source/core/tools'
import { createRecorder } from './recorder.ts'
import type { Recorder } from './recorder.ts'

let recorder: Recorder | null = null

/** Returns the recorder of the page, which begins with the first call. */
export const pageRecorder = (): Recorder => (recorder ??= createRecorder(developmentHook()))
