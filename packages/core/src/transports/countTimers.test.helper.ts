const ours = /\/core\/src\/(?!transports\/countTimers)/

/**
 * Counts the timers that our sources set from now on. No platform lists its timers, so they are
 * counted on their way to the real `setTimeout`, where they run as ever.
 */
export function countTimers() {
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
  return {
    /** Where the timers were set that have neither run nor been cleared. */
    left: (): readonly string[] => [...pending.values()],
    /** Counts no more. */
    stop: () => void Object.assign(globalThis, { setTimeout, clearTimeout }),
  }
}

/** The stack of an error, without the line with its message that V8 puts before it. */
function callersOf({ stack = '' }: Error): readonly string[] {
  return stack.replace(/^Error.*\n/, '').split('\n')
}
