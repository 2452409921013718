import type { Signal, Transport, TransportRequest } from '@use-event-source/core'
import { noteTab, timed, warnOfLoneStream, warnOfUnreadType } from '@use-event-source/core/adapter'
import { watchPage } from './page.ts'
import { createPeer } from './peer.ts'
import type { Peer } from './peer.ts'
import { takePlace } from './place.ts'
import type { Place } from './place.ts'

/** The part that one connection of this page takes in a stream that tabs share. */
export interface Member {
  readonly peer: Pick<Peer, 'role'>
  dial(request: TransportRequest, emit: (signal: Signal) => void): () => void
}

/** @param name What the tabs call the stream; `null` where it stays in this one. */
export function createMember(
  transport: Transport,
  name: string | null,
  request: TransportRequest,
): Member {
  const inner = timed(transport)
  /** The event types that this page listens for, and where it leads, those of the others. */
  const types = new Set<string>()
  /** Passes one more of them to the dial. */
  let addType = (_type: string) => {}
  /** Where the signals go, while this page shows the stream. */
  let emit: ((signal: Signal) => void) | undefined
  let hangUp = () => {}
  let place: Place | undefined
  const page = new AbortController()

  const peer = createPeer(request.lastEventId, {
    ...request,
    types,
    listenFor,
    emit: (signal) => emit?.(signal),
    dial(lastEventId) {
      hangUp()
      const next: TransportRequest = {
        ...request,
        lastEventId,
        eachType(listener) {
          addType = listener
          types.forEach((type) => listener(type))
        },
      }
      hangUp = inner.dial(next, (signal) => {
        warnOfUnreadType(signal, types)
        send('signal', signal)
      })
    },
    post: (...message) => place?.post(message),
    later: queueMicrotask,
    random: Math.random,
    join() {
      if (name) place = takePlace(name, send, lostLock)
      else send('granted')
    },
    steal: () => place?.steal(),
    leave() {
      hangUp()
      place?.leave()
      if (!emit) page.abort()
    },
  })
  const { send } = peer

  const leave = () => send('leave')
  /** A page with nothing to show for it joins with its next dial. */
  const rejoin = () => emit && send('join')

  function listenFor(type: string) {
    if (types.has(type)) return
    types.add(type)
    addType(type)
  }

  function lostLock() {
    warnOfLoneStream(request, peer)
    send('denied')
    rejoin()
  }

  noteTab(request, peer, name)
  watchPage(leave, rejoin, page.signal)

  return {
    peer,
    dial(next, listener) {
      request = next
      emit = listener
      request.eachPlan((plan) => send('plan', plan))
      request.eachType(listenFor)
      send('redial', request.lastEventId)
      send('join', request.manual)
      return () => {
        emit = undefined
        send('hungUp')
      }
    },
  }
}
