/** What each contestant is asked for: one stream of numbers for all tabs, which calls back for each. */
export type Share = (url: string, show: (id: number) => void) => void

export interface TabsPage {
  readonly ids: readonly number[]
  /** How long this page has been posting to other tabs, in milliseconds. */
  posting(): number
}

/** Lets a page share its stream, and counts what it shows and what it posts. */
export function start(share: Share): void {
  const ids: number[] = []
  let posting = 0
  const { postMessage } = BroadcastChannel.prototype
  BroadcastChannel.prototype.postMessage = function (message) {
    const began = performance.now()
    postMessage.call(this, message)
    posting += performance.now() - began
  }
  share(`${location.origin}/events`, (id) => void ids.push(id))
  const page: TabsPage = { ids, posting: () => posting }
  Object.assign(globalThis, { bench: page })
}
