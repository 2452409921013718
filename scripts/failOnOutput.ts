import { afterAll, afterEach, expect } from 'vitest'

// A test that passes prints nothing, or the one line that matters drowns. What a test expects to be
// printed it collects.
const printed: string[] = []

for (const method of ['debug', 'info', 'log', 'warn', 'error'] as const) {
  const print = console[method]
  console[method] = (...said: unknown[]) => {
    printed.push(`console.${method}: ${said.map(String).join(' ')}`)
    print(...said)
  }
  // The next file of the same worker sets its own.
  afterAll(() => {
    console[method] = print
  })
}

afterEach(() => expect(printed.splice(0), 'a test that passes prints nothing').toEqual([]))
