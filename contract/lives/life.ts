import { flushFrames } from '@use-event-source/core'
import type { EventSourceStore } from '@use-event-source/core'
import { vi } from 'vitest'
import { createPaceCheck } from './paceCheck.ts'
import { createPart } from './part.ts'
import type { LivingPart, Part } from './part.ts'
import { createRooms } from './rooms.ts'

interface PartStep {
  readonly who: 'part'
  readonly does: 'mount' | 'move' | 'renew' | 'hide' | 'show' | 'unmount' | 'close' | 'connect'
  readonly place: number
  readonly kind: Part['kind']
  readonly room: number
  readonly useStore: boolean
}

export type Step =
  | PartStep
  | {
      readonly who: 'server'
      readonly does: 'publish' | 'accept' | 'lose'
      readonly room: number
    }
  | { readonly who: 'frame' }
  | { readonly who: 'time'; readonly delay: number }

/** What happens to a page of four places, and what has become of its promises. */
export function createLife() {
  const faults: string[] = []
  const fault = (what: string) => void faults.push(what)
  const rooms = createRooms()
  const closed = new Set<EventSourceStore>()
  const pace = createPaceCheck(fault)
  const slots: (LivingPart | null)[] = [null, null, null, null]
  let ids = 0
  const parts = () => slots.filter((part) => part !== null)

  function leave(part: LivingPart | null | undefined) {
    if (part) pace.forget(part)
  }

  function actOnPart({ does, place, kind, room: number, useStore }: PartStep) {
    const room = rooms.all[number]!
    if (does === 'mount') {
      leave(slots[place])
      const made = { id: ++ids, kind, room, options: rooms.options() }
      slots[place] = createPart(made, (store) => closed.has(store), fault)
    }
    const part = slots[place]
    if (!part) return
    if (does === 'mount' || does === 'move') {
      pace.forget(part)
      // What waits for a closed store throws.
      part.move(room, useStore && part.kind !== 'waiting')
    } else if (does === 'renew') part.renew(rooms.options())
    else if (does === 'unmount') {
      leave(part)
      slots[place] = null
    } else if (does === 'hide' || does === 'show') {
      pace.forget(part)
      part.hide(does === 'hide')
    } else if (part.store && part.kind !== 'waiting') openOrClose(part.store, does)
  }

  function openOrClose(store: EventSourceStore, does: 'close' | 'connect') {
    for (const part of parts().filter((part) => part.store === store)) {
      pace.forget(part)
      part.pause()
    }
    if (does === 'close') closed.add(store)
    else closed.delete(store)
    store[does]()
  }

  return {
    faults,
    slots,
    act(step: Step) {
      pace.begin(parts())
      if (step.who === 'part') actOnPart(step)
      else if (step.who === 'server') {
        const room = rooms.all[step.room]!
        if (step.does === 'publish') pace.expect(parts(), room)
        room[step.does]()
      } else if (step.who === 'time') vi.advanceTimersByTime(step.delay)
      else flushFrames()
    },
    check(step: Step) {
      const isEvent = step.who === 'server' && step.does === 'publish'
      pace.check(parts(), isEvent ? 'event' : step.who === 'frame' ? 'frame' : 'other')
      for (const { url, sockets } of rooms.all)
        if (sockets > 1) fault(`${sockets} connections of ${url}`)
    },
    checkEnd() {
      for (const { url, sockets } of rooms.all)
        if (sockets > 0) fault(`${sockets} connections of ${url} in the end`)
      if (vi.getTimerCount() > 0) fault(`${vi.getTimerCount()} timers in the end`)
    },
  }
}
