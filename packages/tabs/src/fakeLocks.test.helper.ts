/** Locks that are granted one after another, in the order in which they were asked for. */
export function fakeLocks() {
  const last = new Map<string, Promise<unknown>>()
  return {
    request(name: string, { signal }: LockOptions, hold: () => Promise<void>) {
      const turn = (last.get(name) ?? Promise.resolve()).then(() => {
        signal?.throwIfAborted()
        return hold()
      })
      last.set(
        name,
        turn.catch(() => {}),
      )
      return turn
    },
  }
}
