import { createEventState } from '../store/eventState.ts'
import type { Reducers } from '../store/eventState.ts'
import type { Readable } from '../store/readable.ts'
import type { EventSourceStore } from '../store/store.ts'

/** A state whose reducers follow those of a component, which are new objects at each render. */
export interface ComponentState<Events, State> {
  readonly state: Readable<State>
  /** Takes over the newest reducers, for the event types that they name. */
  update(reducers: Reducers<Events, State>): void
}

/** Makes the state of a component. */
export function createComponentState<Events, State>(
  source: EventSourceStore<Events>,
  initial: State,
  reducers: Reducers<Events, State>,
): ComponentState<Events, State> {
  const live: Record<string, unknown> = { ...reducers }
  let listenAgain = () => {}

  const on: EventSourceStore<Events>['on'] = (type, listener) => {
    let off = source.on(type, listener)
    listenAgain = () => {
      const before = off
      // First, so that the stream is held all the time.
      off = source.on(Object.keys(live) as never[], listener)
      before()
    }
    return () => {
      listenAgain = () => {}
      off()
    }
  }

  return {
    state: createEventState(
      Object.create(source, { on: { value: on } }) as typeof source,
      initial,
      live as typeof reducers,
    ),
    update(newest) {
      const before = Object.keys(live)
      const types = Object.keys(newest)
      for (const type of before) if (!types.includes(type)) delete live[type]
      Object.assign(live, newest)
      if (Object.keys(live).join() !== before.join()) listenAgain()
    },
  }
}
