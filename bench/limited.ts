import { setTimeout as sleep } from 'node:timers/promises'
import type { Runner } from './program.ts'

/**
 * Runs each task within a time limit, in milliseconds. A page that does not answer cannot be closed
 * either, so a task without a report ends its browser, and the next task starts another.
 */
export function limited<Task, Report>(
  start: () => Promise<Runner<Task, Report>>,
  limit: number,
): Runner<Task, Report> {
  let runner: Runner<Task, Report> | null = null

  async function close() {
    await runner?.close()
    runner = null
  }

  return {
    async run(task) {
      runner ??= await start()
      const answered = new AbortController()
      const timeUp = sleep(limit, undefined, { signal: answered.signal }).then(() => {
        throw new Error(`no answer within ${limit / 1000} s`)
      })
      try {
        return await Promise.race([runner.run(task), timeUp])
      } catch (error) {
        await close()
        throw error
      } finally {
        answered.abort()
      }
    },
    close,
  }
}
