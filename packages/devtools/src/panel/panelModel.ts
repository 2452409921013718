import type { ObservedStream } from '@use-event-source/core/tools'
import type { Items } from '../recorder/bounded.ts'
import type { EventRecord } from '../recorder/eventRecord.ts'
import type { Recorder } from '../recorder/recorder.ts'
import type { StreamLog } from '../recorder/streamLog.ts'
import { createFilteredEvents } from './filteredEvents.ts'
import { createRates } from './rates.ts'
import type { Counts, Rates } from './rates.ts'
import { streamViewOf } from './streamView.ts'
import type { StreamView } from './streamView.ts'

export type Tab = 'overview' | 'timeline' | 'events'

/** What the panel shows, without the DOM. */
export interface PanelModel {
  readonly recorder: Recorder
  readonly tab: Tab
  /** What the events have to contain; empty for all. */
  readonly filter: string
  /** The event type to show; empty for all, and `null` for comments, IDs and reconnection times. */
  readonly type: string | null
  readonly isPaused: boolean
  /** The event whose data is shown. */
  readonly event: EventRecord | null
  streams(): readonly StreamView[]
  /**
   * The stream that is shown: the one that a person has chosen or acted on, or else the newest in
   * use. The oldest are often in the background, such as a status bar's.
   */
  selected(): StreamView | null
  /** The events to show, oldest first. */
  events(): Items<EventRecord>
  /** The types of the events that were recorded. */
  types(): Iterable<string>
  select(id: number): void
  show(tab: Tab): void
  setFilter(filter: string): void
  setType(type: string | null): void
  /** Keeps the list of events as it is, while they are recorded all the same. */
  pause(isPaused: boolean): void
  showEvent(event: EventRecord | null): void
  clearEvents(): void
  /** Does something to the stream that is shown, while it is in use. */
  act(action: (stream: ObservedStream) => void): void
  /** Measures the rates. Has to be called before they are shown. */
  tick(): void
  /** Calls `listener` after each change by a person. */
  subscribe(listener: () => void): () => void
}

export function createPanelModel(recorder: Recorder): PanelModel {
  const state = {
    id: null as number | null,
    tab: 'overview' as Tab,
    filter: '',
    type: '' as string | null,
    paused: null as readonly EventRecord[] | null,
    event: null as EventRecord | null,
  }
  const listeners = new Set<() => void>()
  const rates = new WeakMap<StreamLog, { meter: Rates; rate: Counts }>()
  const filtered = createFilteredEvents()

  function change(changes: Partial<typeof state>) {
    state.id ??= logSelected()?.id ?? null
    Object.assign(state, changes)
    for (const listener of listeners) listener()
  }

  function logSelected(): StreamLog | undefined {
    const { streams } = recorder
    const chosen = streams.find(({ id }) => id === state.id)
    return chosen ?? streams.findLast(({ isEnded }) => !isEnded) ?? streams.at(-1)
  }

  const viewOf = (log: StreamLog) =>
    streamViewOf(log, recorder.observedOf(log), rates.get(log)?.rate ?? none)

  return {
    recorder,
    get tab() {
      return state.tab
    },
    get filter() {
      return state.filter
    },
    get type() {
      return state.type
    },
    get isPaused() {
      return state.paused !== null
    },
    get event() {
      return state.event
    },
    streams: () => recorder.streams.map(viewOf),
    selected() {
      const log = logSelected()
      return log ? viewOf(log) : null
    },
    events() {
      const events = state.paused ?? logSelected()?.events ?? []
      return filtered(events, { text: state.filter, type: state.type })
    },
    types: () => logSelected()?.events.types ?? [],
    select: (id) => change({ id, paused: null, event: null, type: '', filter: '' }),
    show: (tab) => change({ tab }),
    setFilter: (filter) => change({ filter: filter.toLowerCase() }),
    setType: (type) => change({ type }),
    pause: (isPaused) =>
      change({ paused: isPaused ? (logSelected()?.events.items() ?? []) : null }),
    showEvent: (event) => change({ event }),
    clearEvents() {
      logSelected()?.events.clear()
      change({ event: null, paused: null })
    },
    act(action) {
      const log = logSelected()
      const stream = log && recorder.observedOf(log)
      if (stream) action(stream)
      change({})
    },
    tick() {
      for (const log of recorder.streams) {
        const known = rates.get(log) ?? { meter: createRates(), rate: none }
        const observed = recorder.observedOf(log)
        const { events = 0, characters = 0 } = observed ?? {}
        known.rate = known.meter.sample({ events, characters, commits: log.commits }, Date.now())
        rates.set(log, known)
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

const none: Counts = { events: 0, characters: 0, commits: 0 }
