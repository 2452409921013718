/** The event types that this tab and the others listen for. */
export interface EventTypes {
  readonly all: () => readonly string[]
  readonly add: (type: string) => void
  /** Calls back for each type, now or later, until it is called again. */
  readonly each: (listener: (type: string) => void) => void
}

export function createEventTypes(): EventTypes {
  const types = new Set<string>()
  let added = (_type: string) => {}
  return {
    all: () => [...types],
    add(type) {
      if (types.has(type)) return
      types.add(type)
      added(type)
    },
    each(listener) {
      added = listener
      types.forEach((type) => listener(type))
    },
  }
}
