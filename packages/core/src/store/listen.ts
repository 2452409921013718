import type { Emitter } from '../connection/emitter.ts'
import { startTimer } from '../platform/timer.ts'
import { hold } from './attachment.ts'
import { catchUp } from './delivery.ts'
import { lingerTimeOf } from './stream.ts'
import type { Stream } from './stream.ts'

/**
 * Ends a listener. With `lingered` it lets go of the stream, and goes on listening for the linger, so
 * that what is reduced in between is not lost; then it calls `lingered`. Until then the returned
 * function takes hold of the stream again.
 */
export type Leave = (lingered?: () => void) => (() => void) | void

/** Adds a listener to emitters, which also gets what the stream has just handed over. */
export function addListener<Value>(
  stream: Stream,
  emitters: readonly Emitter<Value>[],
  listener: (value: Value) => void,
): () => void {
  const offs = emitters.map((emitter) => emitter.add(listener))
  catchUp(stream, emitters, listener)
  return () => {
    for (const off of offs) off()
  }
}

/** Adds a listener to emitters, and keeps the stream for it. */
export function listen<Value>(
  stream: Stream,
  emitters: readonly Emitter<Value>[],
  listener: (value: Value) => void,
): Leave {
  const remove = addListener(stream, emitters, listener)
  let timer: ReturnType<typeof startTimer> | undefined
  let release = hold(stream)
  return (lingered) => {
    // The function may have been given to something that calls it with an argument of its own.
    const lingers = typeof lingered === 'function'
    clearTimeout(timer)
    // Removed before the stream is left, which may call what leaves, too.
    if (!lingers) remove()
    else
      timer = startTimer(lingerTimeOf(stream), () => {
        remove()
        lingered()
      })
    release()
    if (!lingers) return
    return () => {
      clearTimeout(timer)
      release = hold(stream)
    }
  }
}
