import { expect } from 'vitest'

const ours = /\/core\/src\/(?!transports\/withoutTimers)/

/**
 * Runs the body of a test and fails if a timer is left that our sources have set. No platform tells
 * of its timers everywhere, so they are counted on their way to the real `setTimeout`, where they
 * run as ever.
 */
export async function withoutTimers(body: () => Promise<void>): Promise<void> {
  const { setTimeout, clearTimeout } = globalThis
  const pending = new Map<unknown, string>()

  function countedSetTimeout(
    callback: (...args: unknown[]) => void,
    delay?: number,
    ...args: unknown[]
  ) {
    // The caller, a fetch or the test itself, has timers of its own.
    const caller = callersOf(new Error())[1] ?? ''
    const run = () => {
      pending.delete(handle)
      callback(...args)
    }
    const handle = setTimeout(run, delay)
    if (ours.test(caller)) pending.set(handle, caller)
    return handle
  }
  function countedClearTimeout(handle: Parameters<typeof clearTimeout>[0]) {
    pending.delete(handle)
    clearTimeout(handle)
  }

  Object.assign(globalThis, { setTimeout: countedSetTimeout, clearTimeout: countedClearTimeout })
  try {
    await body()
  } finally {
    Object.assign(globalThis, { setTimeout, clearTimeout })
  }
  expect(pending.size, `Timers left: ${[...pending.values()].join()}`).toBe(0)
}

/** The stack of an error, without the line with its message that V8 puts before it. */
function callersOf({ stack = '' }: Error): readonly string[] {
  return stack.replace(/^Error.*\n/, '').split('\n')
}
