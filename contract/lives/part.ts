import type { EventSourceStore, ServerEvent } from '@use-event-source/core'
import type { Options } from '../adapter.ts'
import type { Room } from './rooms.ts'

/** What a part of the page is made of: a hook or composable, and what it reads. */
export const kinds = ['view', 'status', 'listener', 'state', 'waiting'] as const

type Numbers = readonly number[]
type Event = ServerEvent<string, unknown>

/** A part of a page, as an adapter renders it. */
export interface Part {
  /** Another one is another component. */
  readonly id: number
  readonly kind: (typeof kinds)[number]
  readonly source: string | EventSourceStore
  readonly options: Options
  readonly isHidden: boolean
  /** Is called with each event. */
  readonly listener: (event: Event) => void
  readonly reducers: { note(numbers: Numbers, event: Event): Numbers }
  /**
   * Is called at each commit with what the component shows: the number of an event, or of all that
   * are reduced; and with the store of the component, where the hook returns it.
   */
  readonly shows: (numbers: Numbers, store?: EventSourceStore | null) => void
}

/** What the test knows of a part, and does with it. */
export interface LivingPart extends Part {
  readonly room: Room
  /** What it shows. */
  readonly shown: Numbers
  readonly commits: number
  /** The store that it can close. */
  readonly store: EventSourceStore | null
  /** Whether its store is not closed. */
  readonly isOpen: boolean
  move(room: Room, useStore: boolean): void
  /** Gives it other options for the same stream. */
  renew(options: Options): void
  hide(isHidden: boolean): void
  /** Its store is closed, or connects again: anything may come next, and nothing while it is closed. */
  pause(): void
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] }

/** For how long a stream waits for what has left it, in milliseconds. */
const linger = 1000

/** Makes a part. `fault` is called for each broken promise. */
export function createPart(
  { id, kind, room, options: first }: Pick<LivingPart, 'id' | 'kind' | 'room' | 'options'>,
  isClosed: (store: EventSourceStore) => boolean,
  fault: (what: string) => void,
): LivingPart {
  const heard: number[] = []
  /** The number that has to come next, or `null` after a time without the stream. */
  let next: number | null = null
  /** The newest number when it paused. Those up to it may be missed, after one that shows only now. */
  let newestAtPause = 0
  let hiddenAt = 0
  let sourceWhenHidden: Part['source'] | null = null
  let given = first

  function hears(number: number) {
    const last = heard.at(-1) ?? 0
    if (!part.isOpen && number > newestAtPause) fault(`${id} hears ${number} after closing`)
    const latest = Math.max(next ?? Infinity, newestAtPause + 1)
    if (number < (next ?? last + 1) || number > latest) fault(`${id} hears ${number}, not ${next}`)
    heard.push(number)
    next = number + 1
  }

  const part: Mutable<LivingPart> = {
    id,
    kind,
    room,
    source: room.url,
    // Beside a store they do nothing.
    get options(): Options {
      return typeof part.source === 'string' ? given : {}
    },
    isHidden: false,
    store: null,
    shown: [],
    commits: 0,
    listener: ({ data }) => hears(Number(data)),
    reducers: { note: (numbers, { data }) => [...numbers, Number(data)] },
    shows(numbers, store) {
      part.commits++
      if (kind === 'state') {
        if (heard.some((number, i) => number !== numbers[i])) fault(`${id} forgets what it had`)
        for (const number of numbers.slice(heard.length)) hears(number)
      }
      part.shown = numbers
      if (store) part.store = store
    },
    get isOpen(): boolean {
      return part.store === null || !isClosed(part.store)
    },
    move(room, useStore) {
      const source = useStore ? room.store : room.url
      // Back to where it was, for one that is not rendered meanwhile, is no move.
      if (source === part.source || source === sourceWhenHidden) return
      Object.assign(part, { room, source, shown: [], store: useStore ? room.store : null })
      heard.length = 0
      part.pause()
    },
    renew: (options) => void (given = options),
    hide(isHidden) {
      if (isHidden === part.isHidden) return
      part.isHidden = isHidden
      sourceWhenHidden = isHidden ? part.source : null
      if (isHidden) hiddenAt = Date.now()
      // What a store gives to others meanwhile is not kept for this one.
      else if (Date.now() - hiddenAt >= linger || part.source === part.room.store) part.pause()
    },
    pause() {
      next = null
      newestAtPause = part.room.newest
    },
  }
  return part
}
