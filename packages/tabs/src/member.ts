import type { Signal, Transport, TransportRequest } from '@use-event-source/core'
import { timed, warnOfLoneStream, warnOfUnreadType } from '@use-event-source/core/adapter'
import { openChannel, post } from './channel.ts'
import { createEventTypes } from './eventTypes.ts'
import { requestLock } from './lock.ts'
import type { Message } from './message.ts'
import { watchPage } from './page.ts'
import { createPeer } from './peer.ts'
import type { RoleName } from './role.ts'

/** The part that one connection of this page takes in a stream that tabs share. */
export interface Member {
  readonly role: RoleName
  dial(request: TransportRequest, emit: (signal: Signal) => void): () => void
}

/** @param name The name of the lock and of the channel; `null` where the stream stays in this tab. */
export function createMember(
  transport: Transport,
  name: string | null,
  request: TransportRequest,
): Member {
  const inner = timed(transport)
  const { types, listenFor, eachType } = createEventTypes()
  /** Where the signals go, while this page shows the stream. */
  let emit: ((signal: Signal) => void) | undefined
  let hangUp = () => {}
  let channel: BroadcastChannel | undefined
  let timer: ReturnType<typeof setInterval> | undefined
  /** Ends with each absence from the others. */
  let presence = new AbortController()
  const page = new AbortController()

  const peer = createPeer(request.lastEventId, {
    types,
    listenFor,
    emit: (signal) => emit?.(signal),
    connect: (manual) => request.connect(manual),
    dial(lastEventId) {
      hangUp()
      hangUp = inner.dial({ ...request, lastEventId, eachType }, (signal) => {
        warnOfUnreadType(signal, types)
        peer.send('signal', signal)
      })
    },
    post: (message) => channel && post(channel, message),
    later: (flush) => queueMicrotask(flush),
    numberAbove: (number) => Math.max(number, Date.now()) + Math.random(),
    join() {
      presence = new AbortController()
      if (!name) return granted()
      channel = openChannel(name, receive)
      // At a time of its own in each tab, so that not all of them ask at one moment.
      timer = setInterval(() => peer.send('tick'), 5000 + 2500 * Math.random())
      lock(false)
    },
    steal: () => lock(true),
    leave() {
      hangUp()
      presence.abort()
      channel?.close()
      channel = undefined
      clearInterval(timer)
      if (!emit) page.abort()
    },
  })

  const leave = () => peer.send('leave')
  /** A page with nothing to show for it joins with its next dial. */
  const rejoin = () => emit && peer.send('join', 'sync')
  const granted = () => peer.send('granted')

  const lock = (steal: boolean) =>
    requestLock(name!, steal, presence.signal, {
      granted,
      stolen() {
        leave()
        rejoin()
      },
      refused() {
        warnOfLoneStream('tabs-locks', request.url)
        granted()
      },
    })

  function receive(message: Message) {
    if ('wish' in message) peer.send('hello', message)
    else peer.send('news', message)
  }

  watchPage(leave, rejoin, page.signal)

  return {
    get role() {
      return peer.role
    },
    dial(next, listener) {
      request = next
      emit = listener
      request.eachPlan((plan) => peer.send('plan', plan))
      request.eachType(listenFor)
      peer.send('redial', request.lastEventId)
      peer.send('join', request.manual ? 'connect' : 'join')
      return () => {
        emit = undefined
        peer.send('hungUp')
      }
    },
  }
}
