import type { Readable } from '../store/readable.ts'
import type { Snapshot } from '../store/snapshot.ts'

/** Makes a value that never changes. */
export const constant = <State>(state: State): Readable<State> => ({
  getSnapshot: () => state,
  getInitialSnapshot: () => state,
  subscribe: () => () => {},
})

/** What a component shows while it has no stream. */
export const noStream: Readable<Snapshot<never>> = /* @__PURE__ */ constant({
  status: 'idle',
  failure: null,
  failureCount: 0,
  since: null,
  event: null,
  data: undefined,
  // Without a prototype, like that of a store: `latest.constructor` is no event.
  latest: /* @__PURE__ */ Object.create(null) as {},
  lastEventId: '',
})
