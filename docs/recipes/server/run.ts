import { EventEmitter, once } from 'node:events'
import { setImmediate as nextTurn } from 'node:timers/promises'

/**
 * An answer that is written whether or not a client reads it, and the log of what was written.
 * Emits `change` with each event, and when it ends.
 */
export class Run extends EventEmitter {
  readonly log: string[] = []
  isEnded = false
  /** How many of its events a client has been sent. */
  sent = 0

  constructor() {
    super()
    this.setMaxListeners(0)
  }

  /** Writes one event per turn of the event loop. `mayWrite` resolves when the next one is due. */
  async write(
    events: readonly string[],
    mayWrite: (run: Run) => Promise<void>,
  ): Promise<void> {
    for (const event of events) {
      await mayWrite(this)
      await nextTurn()
      if (this.isEnded) return
      this.#append([event])
    }
    this.#end()
  }

  /** Ends an answer early, with events that say so. */
  stop(lastEvents: readonly string[]): void {
    if (this.isEnded) return
    this.#append(lastEvents)
    this.#end()
  }

  /** Iterates over the events after the first `count`, until the answer ends. */
  async *eventsAfter(count: number): AsyncGenerator<string> {
    for (let next = count; ; next++) {
      while (next >= this.log.length && !this.isEnded) await once(this, 'change')
      const event = this.log[next]
      if (event === undefined) return
      yield event
    }
  }

  #append(events: readonly string[]) {
    this.log.push(...events)
    this.emit('change')
  }

  #end() {
    this.isEnded = true
    this.emit('change')
  }
}
