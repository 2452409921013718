import { createEventSource, json } from '@use-event-source/core'
import { session } from './session.ts'
import type { Visitor } from './wire.ts'

const names = [
  'Ada',
  'Barbara',
  'Edsger',
  'Frances',
  'Grace',
  'Hedy',
  'Joan',
  'Ken',
  'Linus',
  'Margaret',
  'Radia',
  'Tim',
]

/**
 * Makes a visitor, who is in the room for as long as something listens. Each has a connection of
 * its own, because each has a URL of its own.
 */
export function createVisitor(name = names[Math.floor(Math.random() * names.length)]!) {
  const id = crypto.randomUUID()
  const source = createEventSource({
    url: `/api/presence?${new URLSearchParams({ id, name })}`,
    events: { here: json<Visitor[]>(), join: json<Visitor>(), leave: json<{ id: string }>() },
    client: session,
    // A visitor leaves with the last listener, and gets who is there when it returns.
    linger: 0,
  })
  return { id, name, source }
}

export type Guest = ReturnType<typeof createVisitor>

/** This tab. */
export const me = createVisitor()

export interface Room {
  readonly visitors: readonly Visitor[]
  /** The newest first. */
  readonly news: readonly string[]
}

export const emptyRoom: Room = { visitors: [], news: [] }

const addNews = (news: readonly string[], text: string) => [text, ...news].slice(0, 6)

/** Who is in the room: all of them at the beginning, and then one by one. */
export const roomReducers = {
  here: ({ news }: Room, { data }: { data: Visitor[] }): Room => ({ visitors: data, news }),
  join: ({ visitors, news }: Room, { data }: { data: Visitor }): Room => ({
    visitors: [...visitors, data],
    news: addNews(news, `${data.name} came in`),
  }),
  leave: ({ visitors, news }: Room, { data }: { data: { id: string } }): Room => ({
    visitors: visitors.filter(({ id }) => id !== data.id),
    news: addNews(
      news,
      `${visitors.find(({ id }) => id === data.id)?.name ?? 'A visitor'} has left`,
    ),
  }),
}
