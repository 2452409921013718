import { createHook } from 'node:async_hooks'
import { expect } from 'vitest'

const ours = /\/core\/src\/(?!transports\/withoutTimers)/

/**
 * Runs the body of a test and fails if a timer is left that our sources have set. Node tells of every timer that is made
 * and destroyed, so that nothing has to stand in for `setTimeout`.
 */
export async function withoutTimers(body: () => Promise<void>): Promise<void> {
  const pending = new Map<number, string>()
  const hook = createHook({
    init(id, type) {
      if (type !== 'Timeout') return
      // Whoever called setTimeout: fetch has timers of its own.
      const stack = new Error().stack?.split('\n') ?? []
      const caller = stack[stack.findIndex((line) => line.includes('at setTimeout (node:timers')) + 1] ?? ''
      if (ours.test(caller)) pending.set(id, caller)
    },
    destroy: (id) => void pending.delete(id),
  }).enable()
  try {
    await body()
  } finally {
    hook.disable()
  }
  expect([...pending.values()]).toEqual([])
}
