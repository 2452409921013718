import { createEventSource, json, resumeFrom } from '@use-event-source/core'
import type { EventSourceStore, ResumeStorage } from '@use-event-source/core'

export interface Note {
  readonly text: string
}

export type NoteSource = EventSourceStore<{ note: Note }>

/** With a storage, a reloaded page also shows the notes that were sent meanwhile, and none of them twice. */
export const createNotes = (url: string, storage?: ResumeStorage): NoteSource =>
  createEventSource({
    url,
    events: { note: json<Note>() },
    resume: resumeFrom(storage),
  })
