import type { Signal, Transport, TransportRequest } from '@use-event-source/core'
import { timed, warnOfLoneStream, warnOfUnreadType } from '@use-event-source/core/adapter'
import { createEventTypes } from './eventTypes.ts'
import { watchPage } from './page.ts'
import { createPeer } from './peer.ts'
import { takePlace } from './place.ts'
import type { Place } from './place.ts'
import type { RoleName } from './role.ts'

/** The part that one connection of this page takes in a stream that tabs share. */
export interface Member {
  readonly role: RoleName
  dial(request: TransportRequest, emit: (signal: Signal) => void): () => void
}

/** @param name What the tabs call the stream; `null` where it stays in this one. */
export function createMember(
  transport: Transport,
  name: string | null,
  request: TransportRequest,
): Member {
  const inner = timed(transport)
  const { types, listenFor, eachType } = createEventTypes()
  const { connect, follow } = request
  /** Where the signals go, while this page shows the stream. */
  let emit: ((signal: Signal) => void) | undefined
  let hangUp = () => {}
  let place: Place | undefined
  const page = new AbortController()

  const peer = createPeer(request.lastEventId, {
    types,
    listenFor,
    connect,
    follow,
    emit: (signal) => emit?.(signal),
    dial(lastEventId) {
      hangUp()
      hangUp = inner.dial({ ...request, lastEventId, eachType }, (signal) => {
        warnOfUnreadType(signal, types)
        send('signal', signal)
      })
    },
    post: (...message) => place?.post(message),
    later: (flush) => queueMicrotask(flush),
    random: Math.random,
    join() {
      if (name) place = takePlace(name, send, lostLock)
      else send('granted')
    },
    steal: () => place?.steal(),
    leave() {
      hangUp()
      leavePlace()
      if (!emit) page.abort()
    },
  })
  const { send } = peer

  const leave = () => send('leave')
  /** A page with nothing to show for it joins with its next dial. */
  const rejoin = () => emit && send('join')

  function leavePlace() {
    place?.leave()
    place = undefined
  }

  function lostLock(isForbidden: boolean) {
    if (isForbidden) {
      warnOfLoneStream('tabs-locks', request.url)
      leavePlace()
      send('granted')
    } else {
      leave()
      rejoin()
    }
  }

  watchPage(leave, rejoin, page.signal)

  return {
    get role() {
      return peer.role
    },
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
