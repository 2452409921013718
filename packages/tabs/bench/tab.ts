// A tab of a simulated browser: a peer, and a connection that retries for ever.
import type { Signal } from '@use-event-source/core'
import type { Message } from '../src/message.ts'
import { createPeer } from '../src/peer.ts'
import type { Peer } from '../src/peer.ts'
import type { World } from './world.ts'

export interface Tab {
  readonly name: string
  /** Neither crashed nor closed. */
  readonly isAlive: boolean
  /** Alive, and neither frozen nor stopped in a debugger. */
  readonly isRunning: boolean
  readonly hasStream: boolean
  /** Whether its lock was taken, and it does not know that yet. */
  readonly isDeposed: boolean
  /** The last ID that its page has seen. */
  readonly lastId: number
  readonly isOpen: boolean
  start(): void
  isListening(): boolean
  notice(what: 'granted' | 'stolen'): void
  receive(message: Message): void
  /** Handles what the lock says, or dials when it is time. */
  work(): boolean
  /** Reads what its stream has brought. */
  read(): boolean
  tick(): void
  close(how: 'crash' | 'leave'): void
  freeze(): void
  thaw(): void
  pause(): void
  resume(): void
  /** The server drops its stream. */
  drop(): void
}

export function createTab(name: string, world: World): Tab {
  const { random } = world
  let life: 'running' | 'paused' | 'frozen' | 'gone' = 'running'
  let peer: Peer
  /** Up to which ID the stream has been read; `null` without one. */
  let stream: { next: number; isOpen: boolean } | null = null
  let notices: ('granted' | 'stolen')[] = []
  /** The last ID that its page has seen; 0 behind a gap, where the next may be any. */
  let lastId = 0
  let highestId = 0
  let isOpen = false
  /** Whether the connection waits to dial again. */
  let isWaiting = false
  let isDialled = false
  const flushes: (() => void)[] = []

  function emit(signal: Signal) {
    if (!isDialled) return world.fail(`${name} emits after it was hung up`)
    if (signal.kind === 'open') {
      isOpen = true
      if (signal.lastEventId === undefined) return
      // A gap that is told is no loss in silence: the stream begins again at this ID.
      lastId = Number(signal.lastEventId)
      highestId = Math.min(highestId, lastId)
    } else if (signal.kind === 'event') {
      const id = Number(signal.event.lastEventId)
      if (!isOpen) world.fail(`${name} shows ${id} before it is open`)
      if (id <= highestId) world.fail(`${name} shows ${id} again`)
      highestId = id
      if (lastId > 0 && id !== lastId + 1) world.fail(`${name} shows ${id} after ${lastId}`)
      lastId = id
    } else if (signal.kind === 'id') {
      // A new tab begins here: what is shown before it is the newest of each type.
      lastId = highestId = Number(signal.lastEventId)
    } else if (signal.kind === 'lost') {
      isOpen = false
      if (signal.redialing) return
      isWaiting = true
      isDialled = false
      peer.send('hungUp')
      peer.send('plan', { willRetry: true, retryAt: null })
    }
  }

  function dial() {
    isWaiting = false
    isDialled = true
    if (peer?.role === 'leading') return peer.send('redial', String(lastId || ''))
    peer = createPeer(String(lastId || ''), {
      types: new Set(),
      post: (...message) => world.post(tab, message),
      later: (flush) => void flushes.push(flush),
      dial: (id) => (stream = { next: Number(id), isOpen: false }),
      random: random.next,
      connect() {},
      follow() {},
      listenFor() {},
      emit,
      join: () => world.queue(tab),
      steal: () => world.steal(tab),
      leave() {
        stream = null
        notices = []
        world.unlock(tab)
      },
    })
    peer.send('join', false)
  }

  function flush() {
    for (const flush of flushes.splice(0)) flush()
  }

  const lose = (): Signal => ({
    kind: 'lost',
    failure: { kind: 'network', message: 'gone' },
    redialing: false,
  })

  const tab: Tab = {
    name,
    get isAlive() {
      return life !== 'gone'
    },
    get isRunning() {
      return life === 'running'
    },
    get hasStream() {
      return stream !== null
    },
    get isDeposed() {
      return notices.includes('stolen')
    },
    get lastId() {
      return lastId
    },
    get isOpen() {
      return isOpen
    },
    start: dial,
    isListening: () => life !== 'gone' && peer.role !== 'away',
    notice: (what) => void notices.push(what),
    receive(message) {
      peer.send(...message)
      flush()
    },
    work() {
      const notice = notices.shift()
      if (notice === 'granted') peer.send('granted')
      else if (notice === 'stolen') {
        peer.send('leave')
        // A page that has nothing to show for it joins again with its next dial.
        if (isDialled) peer.send('join')
      } else if (isWaiting) dial()
      else return false
      flush()
      return true
    },
    read() {
      if (!stream || (stream.isOpen && stream.next >= world.newest)) return false
      if (!stream.isOpen) {
        // A new stream of a server that has said nothing yet begins with what is newest.
        stream.isOpen = true
        if (stream.next === 0) stream.next = Math.max(world.newest - 1, 0)
        peer.send('signal', { kind: 'open', url: 'http://a.test/' })
      } else {
        const count = 1 + Math.floor(random.next() * 3)
        for (let n = 0; n < count && stream && stream.next < world.newest; n++) {
          const lastEventId = String(++stream.next)
          peer.send('signal', { kind: 'event', event: { type: 'note', raw: '', lastEventId } })
        }
      }
      flush()
      return true
    },
    tick() {
      peer.send('tick')
      flush()
    },
    close(how) {
      if (how === 'leave') peer.send('leave')
      life = 'gone'
      stream = null
      world.unlock(tab)
    },
    freeze() {
      peer.send('leave')
      life = 'frozen'
    },
    thaw() {
      life = 'running'
      if (isDialled) peer.send('join')
      flush()
    },
    pause: () => void (life = 'paused'),
    resume: () => void (life = 'running'),
    drop() {
      if (!stream) return
      stream = null
      peer.send('signal', lose())
      flush()
    },
  }
  return tab
}
