/** The event types that this tab listens for, and where it leads, those of the others. */
export interface EventTypes {
  readonly types: ReadonlySet<string>
  listenFor(type: string): void
  /** Calls back for each type, now or later, until it is called again. */
  eachType(listener: (type: string) => void): void
}

export function createEventTypes(): EventTypes {
  const types = new Set<string>()
  let added = (_type: string) => {}
  return {
    types,
    listenFor(type) {
      if (types.has(type)) return
      types.add(type)
      added(type)
    },
    eachType(listener) {
      added = listener
      types.forEach((type) => listener(type))
    },
  }
}
