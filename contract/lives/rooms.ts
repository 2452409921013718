import { createEventSource, text } from '@use-event-source/core'
import type { EventSourceStore } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import type { FakeDial } from '@use-event-source/testing'
import type { Options } from '../adapter.ts'

/** A stream of numbered events, and the server that resumes it by the last event ID. */
export interface Room {
  readonly url: string
  /** The store of a module, beside the stores that components make for the URL. */
  readonly store: EventSourceStore
  /** The number of the newest event. */
  readonly newest: number
  readonly isOpen: boolean
  readonly sockets: number
  /** Writes an event, which is sent immediately, or to the next dial. */
  publish(): void
  /** Answers a dial, and sends what it has missed. */
  accept(): void
  lose(): void
}

export interface Rooms {
  readonly all: readonly Room[]
  /** Makes the options of a component: other objects and functions at each call, for one stream. */
  options(): Options
}

/** Makes two rooms behind one transport. */
export function createRooms(): Rooms {
  const transport = fakeTransport()
  const options = () => ({
    transport,
    events: { note: (raw: string) => text(raw) },
    retry: () => 50,
  })

  function createRoom(url: string): Room {
    const store = createEventSource({ ...options(), url })
    let newest = 0
    let accepted: FakeDial | null = null

    const sockets = () =>
      transport.dials.filter((dial) => !dial.closed && dial.request.url.endsWith(url))
    const isOpen = () => accepted?.closed === false
    const send = (number: number) => accepted?.event('note', `${number}`, `${number}`)

    return {
      url,
      store,
      get newest() {
        return newest
      },
      get isOpen() {
        return isOpen()
      },
      get sockets() {
        return sockets().length
      },
      publish() {
        newest++
        if (isOpen()) send(newest)
      },
      accept() {
        const [dial] = sockets()
        if (!dial || isOpen()) return
        accepted = dial
        dial.open()
        const { lastEventId } = dial.request
        // A dial without an ID gets one, so that a loss before the first event is resumed, too.
        if (!lastEventId) dial.id(`${newest}`)
        for (let number = Number(lastEventId || newest); number < newest;) send(++number)
      },
      lose: () => sockets()[0]?.lose(),
    }
  }

  return { all: ['/rooms/0', '/rooms/1'].map(createRoom), options }
}
