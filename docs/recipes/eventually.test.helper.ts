import { expect, vi } from 'vitest'

/** How long a busy machine may take for what takes some milliseconds, or for a random wait. */
const patience = 20_000

vi.setConfig({ testTimeout: 2 * patience })

/** Expects what comes to be by itself, as servers and pages do beside each other. */
export const eventually = <Value>(read: () => Value) => expect.poll(read, { timeout: patience })
