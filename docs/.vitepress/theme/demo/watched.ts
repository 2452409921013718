import type { Signal, Transport } from '@use-event-source/core'

/** Something that happened on the wire. */
export interface WireEvent {
  /** The number of the dial. */
  readonly dial: number
  readonly kind: 'dial' | 'hangUp' | Exclude<Signal['kind'], 'alive' | 'comment' | 'retry'>
  readonly text: string
  /** The last event ID that came with it. */
  readonly id?: string
}

const listeners = new Set<(event: WireEvent) => void>()
let dials = 0

/** Wraps a transport, and reports what goes through it. */
export function watched(inner: Transport): Transport {
  return (request, emit) => {
    const dial = ++dials
    const report = (event: Omit<WireEvent, 'dial'>) => {
      for (const listener of listeners) listener({ dial, ...event })
    }
    const resumes = request.lastEventId === '' ? '' : `  Last-Event-ID: ${request.lastEventId}`
    report({ kind: 'dial', text: `${request.method} ${new URL(request.url).pathname}${resumes}` })
    let isOver = false
    const stop = inner(request, (signal) => {
      if (signal.kind === 'open') report({ kind: 'open', text: '200 text/event-stream' })
      if (signal.kind === 'event') {
        const { type, raw, lastEventId } = signal.event
        report({
          kind: 'event',
          text: `${type === 'message' ? '' : `${type} `}${raw}`,
          id: lastEventId,
        })
      }
      if (signal.kind === 'lost') {
        isOver = true
        report({ kind: 'lost', text: `${signal.failure.status ?? 'connection lost'}` })
      }
      emit(signal)
    })
    return () => {
      if (!isOver) report({ kind: 'hangUp', text: 'closed' })
      isOver = true
      stop()
    }
  }
}

/** Calls back for everything on later dials, and returns a function that stops it. */
export function watchWire(listener: (event: WireEvent) => void): () => void {
  const before = dials
  const ours = (event: WireEvent) => event.dial > before && listener(event)
  listeners.add(ours)
  return () => void listeners.delete(ours)
}
