/** Values that wait for readers, and readers that wait for values. */
export interface Queue<Value> {
  /** Hands a value to a reader, or keeps it. Returns `false` when there is no room for it. */
  push(value: Value): boolean
  take(): Promise<IteratorResult<Value, void>>
  /** Nothing follows what waits: readers are told, or get the failure, which the first one gets. */
  end(failure?: unknown): void
  isEnded(): boolean
  /** Drops what waits. */
  clear(): void
}

interface Reader<Value> {
  resolve(result: IteratorResult<Value, void>): void
  reject(failure: unknown): void
}

export function createQueue<Value>(limit: number): Queue<Value> {
  let values: Value[] = []
  let taken = 0
  let readers: Reader<Value>[] = []
  let failure: unknown
  let isEnded = false

  function settle() {
    while (readers.length > 0 && taken < values.length)
      readers.shift()!.resolve({ done: false, value: values[taken++]! })
    if (taken === values.length) {
      values = []
      taken = 0
    }
    if (!isEnded || taken < values.length) return
    const due = readers
    readers = []
    for (const reader of due) {
      if (failure === undefined) reader.resolve({ done: true, value: undefined })
      else reader.reject(failure)
      failure = undefined
    }
  }

  return {
    push(value) {
      if (isEnded) return true
      if (values.length - taken >= limit) return false
      values.push(value)
      // A reader is handed all that came in a task before it runs.
      if (values.length - taken === 1) queueMicrotask(settle)
      return true
    },
    take() {
      return new Promise((resolve, reject) => {
        readers.push({ resolve, reject })
        settle()
      })
    },
    end(reason) {
      if (!isEnded) failure = reason
      isEnded = true
      settle()
    },
    isEnded: () => isEnded,
    clear() {
      values = []
      taken = 0
      failure = undefined
    },
  }
}
