import type { Signal, Transport, TransportRequest } from '@use-event-source/core'
import { timed, warnOfLoneStream } from '@use-event-source/core/adapter'
import { createChannel } from './channel.ts'
import { createLock } from './lock.ts'
import type { Lock } from './lock.ts'
import { watchPage } from './page.ts'
import { createPeer } from './peer.ts'
import type { PeerEffects } from './peer.ts'
import { createEventTypes } from './eventTypes.ts'

/** The part that one connection of this page takes in a stream that tabs share. */
export interface Member {
  /** Whether the next dial of its connection is its own: it leads, and waits for that. */
  isWaiting(): boolean
  dial(request: TransportRequest, emit: (signal: Signal) => void): () => void
}

/** How long the leader may be silent before it is asked, in milliseconds, and a random part on top. */
const silence = { least: 5000, random: 2500 }

/** @param name The name of the lock and of the channel; `null` where the stream stays in this tab. */
export function createMember(
  transport: Transport,
  name: string | null,
  request: TransportRequest,
): Member {
  const inner = timed(transport)
  const types = createEventTypes()
  let emit: (signal: Signal) => void = () => {}
  let isDialled = false
  const channel = createChannel(name, (message) => peer.receive(message))
  let timer: ReturnType<typeof setTimeout> | undefined
  let hangUp = () => {}
  const lock: Lock = name
    ? createLock(name, {
        granted: () => peer.granted(),
        // A page with nothing to show for it joins again with its next dial.
        stolen: () => (isDialled ? peer.stolen() : leave()),
        refused() {
          warnOfLoneStream('tabs-locks', request.url)
          peer.granted()
        },
      })
    : { queue: () => peer.granted(), steal() {}, unlock() {} }

  const effects: PeerEffects = {
    name: Math.random().toString(36).slice(2),
    types: types.all,
    emit: (signal) => isDialled && emit(signal),
    post: channel.post,
    later: () => queueMicrotask(() => peer.flush()),
    dial(lastEventId) {
      hangUp()
      hangUp = inner.dial({ ...request, lastEventId, eachType: types.each }, peer.signal)
    },
    numberAbove: (number) => Math.max(number, Date.now()) + Math.random(),
    connect: (manual) => request.connect(manual),
    listenFor: (others) => others.forEach(types.add),
    hangUp: () => hangUp(),
    queue: lock.queue,
    steal: lock.steal,
    unlock: lock.unlock,
  }

  function join(asks: 'nothing' | 'join' | 'connect') {
    channel.open()
    tick()
    peer.join(asks)
  }

  function tick() {
    timer = setTimeout(
      () => {
        tick()
        peer.tick()
      },
      silence.least + Math.random() * silence.random,
    )
  }

  function leave() {
    peer.leave()
    channel.close()
    clearTimeout(timer)
    if (!isDialled) ignorePage()
  }

  const peer = createPeer(request.lastEventId, effects)
  const ignorePage = watchPage({
    gone: leave,
    back: () => isDialled && peer.role === 'away' && join('nothing'),
  })

  return {
    isWaiting: () => !isDialled && peer.role === 'leading',
    dial(next, listener) {
      request = next
      emit = listener
      isDialled = true
      request.eachPlan((plan) => {
        peer.plan(plan)
        if (peer.role === 'away') leave()
      })
      request.eachType(types.add)
      if (peer.role === 'leading') peer.redial(request.lastEventId)
      else join(request.manual ? 'connect' : 'join')
      return () => {
        isDialled = false
        peer.hungUp()
        if (peer.role === 'away') leave()
      }
    },
  }
}
