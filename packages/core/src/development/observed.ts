import type { Signal, Transport, TransportRequest } from '../transports/transport.ts'
import { recordInUse } from './announce.ts'
import { announcer } from './hook.ts'
import type { ObservedDial } from './observedStream.ts'

/**
 * Returns a transport that announces its dials and their signals, and lets a tool act on them. The
 * time-outs are applied around it, so that they hold for what a tool does, too.
 */
export function observed(transport: Transport): Transport {
  const dial: Transport = (request, emit) => {
    const stream = recordInUse(request.connect)
    if (!stream) return transport(request, emit)
    const { emitters } = announcer()
    const { counts } = stream
    let isSilent = false
    let over = false

    function hear(signal: Signal) {
      if (over) return
      if (signal.kind === 'lost' && !signal.redialing) over = true
      if (signal.kind === 'event') {
        counts.events++
        counts.characters += signal.event.raw.length
      }
      if (emitters.signal.size() > 0) emitters.signal.emit({ dial: announced, signal })
      emit(signal)
    }

    const announced: ObservedDial = {
      stream,
      request,
      emit: hear,
      silence: () => void (isSilent = true),
    }
    stream.dial = announced
    emitters.dial.emit(announced)
    const observedRequest: TransportRequest = {
      ...request,
      follow(isFollowing) {
        request.follow(isFollowing)
        emitters.tab.emit(stream)
      },
    }
    const hangUp = (stream.carrier ?? transport)(
      observedRequest,
      (signal) => isSilent || hear(signal),
    )
    return () => {
      over = true
      hangUp()
    }
  }
  const { watchesItself } = transport
  return watchesItself ? Object.assign(dial, { watchesItself }) : dial
}
