import { report } from '../platform/report.ts'
import type { EventOf } from './serverEvent.ts'

/**
 * What each event type makes of the state. A reducer returns the next state, or the same one where
 * nothing changed. That of `'*'` is for the types without a decoder of their own.
 */
export type Reducers<Events, State> = {
  readonly [Type in keyof Events & string]?: (state: State, event: EventOf<Events, Type>) => State
}

type AnyReducers<State> = {
  readonly [type: string]: ((state: State, event: any) => State) | undefined
}

/** Whether a state has an event in it already. */
export type Includes<Events, State> = (state: State, event: EventOf<Events>) => boolean

/** Reduces an event to the next state. */
type Reduce<Events, State> = (state: State, event: EventOf<Events>) => State

/** Makes one reducer of those of all types, which may be replaced: they are read for each event. */
export const reduceBy =
  <Events, State>(
    reducers: Reducers<Events, State>,
    options: { readonly includes?: Includes<Events, State> | undefined },
  ): Reduce<Events, State> =>
  (state, event) => {
    if (options.includes?.(state, event)) return state
    // A name that the server made up may be that of a method of all objects.
    const own = Object.hasOwn(reducers, event.type)
    const reducer = (reducers as AnyReducers<State>)[own ? event.type : '*']
    return reducer ? reducer(state, event) : state
  }

/** Reduces events one after another. A reducer that throws leaves the state as it was. */
export function reduceAll<Events, State>(
  reduce: Reduce<Events, State>,
  state: State,
  events: readonly EventOf<Events>[],
): State {
  for (const event of events) {
    try {
      state = reduce(state, event)
    } catch (error) {
      report(error)
    }
  }
  return state
}
