import { expect, vi } from 'vitest'

// A real server on a busy machine takes its time.
vi.setConfig({ testTimeout: 40_000 })

/** Repeats an assertion until it holds. */
export const eventually = <Value>(read: () => Value) => expect.poll(read, { timeout: 20_000, interval: 10 })
