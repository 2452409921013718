/** What each contestant is asked for: one stream of numbers for all tabs, which calls back for each. */
export type Share = (url: string, show: (id: number) => void) => void

export interface TabsPage {
  readonly ids: readonly number[]
  /** How long this page has been writing messages and posting them to other tabs, in milliseconds. */
  posting(): number
}

/** Lets a page share its stream, and counts what it shows and what it posts. */
export function start(share: Share): void {
  const ids: number[] = []
  let posting = 0
  /** Counts how long the calls of a method take. */
  function timed<Name extends string>(
    owner: { [N in Name]: (value: unknown) => unknown },
    name: Name,
  ) {
    const method = owner[name]
    owner[name] = function (value) {
      const began = performance.now()
      try {
        return method.call(this, value)
      } finally {
        posting += performance.now() - began
      }
    }
  }
  timed(BroadcastChannel.prototype, 'postMessage')
  // What is posted may be written as text before.
  timed(JSON, 'stringify')
  share(`${location.origin}/events`, (id) => void ids.push(id))
  const page: TabsPage = { ids, posting: () => posting }
  Object.assign(globalThis, { bench: page })
}
