import { createEventState } from '../store/eventState.ts'
import type { EventStateOptions } from '../store/eventState.ts'
import type { Leave } from '../store/listen.ts'
import type { Readable } from '../store/readable.ts'
import type { Reducers } from '../store/reduce.ts'
import type { EventSourceStore } from '../store/store.ts'

/** A state whose reducers follow those of a component, which are new objects at each render. */
export interface ComponentState<Events, State> {
  readonly state: Readable<State>
  /** Takes over the newest reducers, for the event types that they name, and the newest options. */
  update(reducers: Reducers<Events, State>, options: EventStateOptions<Events, State>): void
}

/** Makes the state of a component. */
export function createComponentState<Events, State>(
  source: EventSourceStore<Events>,
  initial: State,
  reducers: Reducers<Events, State>,
  options: EventStateOptions<Events, State>,
): ComponentState<Events, State> {
  const live: Record<string, unknown> = { ...reducers }
  const liveOptions = { ...options }
  let listenAgain = () => {}

  const on: EventSourceStore<Events>['on'] = (type, listener) => {
    let off: Leave = source.on(type, listener)
    let listensTo = Object.keys(live).join()
    let isThere = true

    listenAgain = () => {
      const types = Object.keys(live)
      if (!isThere || types.join() === listensTo) return
      listensTo = types.join()
      const before = off
      // First, so that the stream is held all the time.
      off = source.on(types as never[], listener)
      before()
    }
    const leave: Leave = (lingered) => {
      isThere = false
      const comeBack = off(lingered)
      if (!comeBack) return
      return () => {
        isThere = true
        comeBack()
        // The reducers may have changed meanwhile.
        listenAgain()
      }
    }
    return leave
  }

  return {
    state: createEventState(
      Object.create(source, { on: { value: on } }) as typeof source,
      initial,
      live as typeof reducers,
      liveOptions,
    ),
    update(newest, newestOptions) {
      for (const type of Object.keys(live)) if (!Object.hasOwn(newest, type)) delete live[type]
      Object.assign(live, newest)
      Object.assign(liveOptions, newestOptions)
      listenAgain()
    },
  }
}

/** Parts the options of a component's state from those of its stream. */
export function partOptions<Options extends EventStateOptions<any, any>>(
  options: Options | undefined,
): [EventStateOptions<any, any>, Omit<Options, keyof EventStateOptions<any, any>>] {
  const { load, includes, onGap, onLoadError, ...ofStream } = options ?? ({} as Options)
  return [{ load, includes, onGap, onLoadError }, ofStream]
}
