import { mkdirSync, writeFileSync } from 'node:fs'
import type { Reporter, SerializedError, TestModule } from 'vitest/node'

/**
 * Writes `reports/tests.txt`: how many tests passed, failed and were skipped, then what failed and
 * why, and what passed at a second try, and why not at the first. `.ci/run` prints it at its end.
 */
export default class Summary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    const notes: string[] = []
    const note = (what: string, name: string, errors: readonly SerializedError[]) =>
      notes.push(`${what}: ${name}`, ...errors.map(textOf))
    for (const module of modules) {
      const file = `${module.project.name} ${module.relativeModuleId}`
      // Of the file itself, such as of its hooks.
      if (module.errors().length > 0) note('failed', file, module.errors())
      for (const test of module.children.allTests()) {
        const { state, errors = [] } = test.result()
        count[state]++
        const name = `${file}: ${test.fullName}`
        if (state === 'failed') note('failed', name, errors)
        else if (test.diagnostic()?.flaky) note('passed at a second try', name, errors)
      }
    }
    if (unhandled.length > 0) note('failed', 'outside of any test', unhandled)
    const { passed, failed, skipped } = count
    const counts = `tests: ${passed} passed, ${failed} failed, ${skipped} skipped`
    mkdirSync('reports', { recursive: true })
    writeFileSync('reports/tests.txt', [counts, ...notes, ''].join('\n'))
  }
}

/** The stack of a test that took too long says where it stands, and not that it took too long. */
function textOf({ message, stack = '' }: SerializedError): string {
  const places = stack.replaceAll(/\n.*(?:node_modules|node:internal).*/g, '')
  return places.includes(message) ? places : `${message}\n${places}`
}
