import { afterEach, beforeEach, test, vi } from 'vitest'
import { randomTimeout } from '../../../../scripts/randomRuns.ts'
import { checkLoading } from '../../../../contract/loading.ts'
import { createEventState } from './eventState.ts'
import type { EventState } from './eventState.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** One that is left and found again, unlike that of a component. */
const states = new WeakMap<object, EventState<readonly number[]>>()

test(
  'whatever order snapshot, deltas, cuts and failures come in, the state ends as that of the server',
  { timeout: randomTimeout },
  () =>
    checkLoading(
      {
        mount(source, ...rest) {
          const state = states.get(source) ?? createEventState(source, ...rest)
          states.set(source, state)
          return {
            shown: state.getSnapshot,
            reload: state.reload,
            unmount: state.subscribe(() => {}),
          }
        },
        async settle(step) {
          step()
          await vi.advanceTimersByTimeAsync(0)
        },
      },
      400,
    ),
)
