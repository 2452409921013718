import { afterAll, expect, vi } from 'vitest'

// Test files share a worker, so that each does not start a process and load everything of its own:
// that was most of the time of the unit tests. What our modules remember is not shared: each file
// gets its own, and its own list of the streams that tools see.
vi.resetModules()
Reflect.deleteProperty(globalThis, Symbol.for('use-event-source development hook'))

// What belongs to all is left as it was: with the fake clock of an earlier file, nothing that waits
// would go on.
const { setTimeout } = globalThis
const { random } = Math
afterAll(() => {
  expect(globalThis.setTimeout, 'the clock that a file leaves').toBe(setTimeout)
  expect(Math.random, 'the chance that a file leaves').toBe(random)
})
