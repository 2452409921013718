import type { Seen } from './result.ts'

/** Counts the faults that a stream came through whole, and the others. */
export function verdictOf({ first, faults }: Seen): {
  readonly passed: number
  readonly failed: number
} {
  // A stream without an event has not even met a fault.
  if (first === null) return { passed: 0, failed: 1 }
  const losses = Object.values(faults)
  const passed = losses.filter((loss) => loss?.lost === 0 && loss.twice === 0).length
  return { passed, failed: losses.length - passed }
}
