import { duration } from '../platform/timer.ts'
import type { TransportRequest } from './transport.ts'

/** How long a server may take, and be silent. */
export type Timeouts = Partial<Pick<TransportRequest, 'connectTimeout' | 'idleTimeout'>>

/**
 * Returns the time-outs for all that share a stream: the shortest of those that are set. A short one
 * costs the others a reconnection at most, and a long one would leave a dead line unnoticed.
 */
export const strictest = (all: readonly Timeouts[]): Timeouts => ({
  connectTimeout: shortest(all.map(({ connectTimeout }) => connectTimeout)),
  idleTimeout:
    shortest(all.map(({ idleTimeout }) => idleTimeout)) ??
    all.find(({ idleTimeout }) => idleTimeout === 'auto')?.idleTimeout ??
    all.find(({ idleTimeout }) => idleTimeout === false)?.idleTimeout,
})

function shortest(timeouts: readonly unknown[]): number | undefined {
  const durations = timeouts.flatMap((timeout) => duration(timeout) ?? [])
  return durations.length > 0 ? Math.min(...durations) : undefined
}
