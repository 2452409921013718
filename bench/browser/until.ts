import { setTimeout as sleep } from 'node:timers/promises'

/** Waits until a condition holds. Returns `false` after a timeout, in milliseconds. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  timeout = 10_000,
): Promise<boolean> {
  const end = Date.now() + timeout
  while (!(await condition())) {
    if (Date.now() > end) return false
    await sleep(20)
  }
  return true
}
