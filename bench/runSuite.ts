import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { SuiteResult } from './suite.ts'

const file = fileURLToPath(new URL('suiteProcess.ts', import.meta.url))

/** So long may a suite take, in milliseconds: the longest needs a third of it. */
const limit = 15 * 60_000

/** Runs a suite in a process of its own, so that one which hangs or dies takes no other with it. */
export function runSuite(name: string, quick: boolean): Promise<SuiteResult> {
  return new Promise((resolve, reject) => {
    const child = fork(file, [name, quick ? 'quick' : 'whole'], {
      timeout: limit,
      killSignal: 'SIGKILL',
    })
    child.once('message', (result) => resolve(result as SuiteResult))
    child.once('error', reject)
    child.once('exit', (code, signal) =>
      reject(
        new Error(
          signal ? `ended after ${limit / 60_000} min by ${signal}` : `ended with code ${code}`,
        ),
      ),
    )
  })
}
