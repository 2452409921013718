import { createEventSource, json } from '@use-event-source/core'
import type { EventSourceStore, ResumeStorage } from '@use-event-source/core'

export interface Note {
  readonly text: string
}

const events = { note: json<Note>() }

export type NoteSource = EventSourceStore<typeof events>

/** With a storage, a page that is loaded again shows the notes in between, and none of them twice. */
export const createNotes = (url: string, resume?: ResumeStorage): NoteSource =>
  createEventSource({ url, events, resume })
