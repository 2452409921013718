import { setTimeout as sleep } from 'node:timers/promises'

/** Waits until something is so. Answers `false` when that took too long. */
export async function until(isSo: () => boolean | Promise<boolean>, patience = 10_000): Promise<boolean> {
  const end = Date.now() + patience
  while (!(await isSo())) {
    if (Date.now() > end) return false
    await sleep(20)
  }
  return true
}
