import type { ConnectionOptions } from './connectionOptions.ts'
import { createCursor } from './cursor.ts'
import { createSharedDecode } from './decode.ts'
import type { Decoder } from './decode.ts'
import { createEmitter } from './emitter.ts'
import type { Failure } from './failure.ts'
import { effectsOf, hasSocket, initialState, transition } from './machine.ts'
import type { ConnectionEvent, ConnectionState, Effect } from './machine.ts'
import { isOnline, watchNetwork } from './network.ts'
import { report } from './report.ts'
import { backoff, delayBefore } from './retry.ts'
import { createTimer } from './timer.ts'
import type { RawEvent, Signal, Transport, TransportRequest } from './transport.ts'
import { resolveUrl, withoutQuery } from './url.ts'
import { createWatchdog } from './watchdog.ts'

/** The time during which a stream was lost. */
export interface Gap {
  /** How long it was, in milliseconds. */
  readonly duration: number
  /** From where the server was asked to resume; with the empty string, events of that time are gone. */
  readonly lastEventId: string
}

/** Who shares a connection. */
export interface Consumer {
  /** The options to dial with: read when they are needed, so that they may change. */
  readonly options: ConnectionOptions
  readonly transport: Transport
  /** The event types to listen for. */
  readonly types: readonly string[]
  receive(event: RawEvent): void
  /** The stream is back after a loss. */
  resumed(gap: Gap): void
  /** The state or the last event ID has changed. */
  changed(): void
}

/** One stream, shared by its consumers: dialled for the first, hung up a moment after the last. */
export interface Connection {
  readonly state: ConnectionState
  readonly lastEventId: string
  /** Returns the newest event of each type, oldest first, so that a late consumer can show what the others show. */
  newest(): readonly RawEvent[]
  /** Decodes an event, once for all consumers with the same decoder. */
  readonly decode: (event: RawEvent, decoder: Decoder) => unknown
  /** Lets a consumer join, and returns a function that lets it leave: after the linger, or `now`. */
  attach(consumer: Consumer): (now?: boolean) => void
  /** Dials at once, where nothing was dialled or a dial would have come later. */
  connect(): void
}

/** An open connection this old has made progress even if no event came, in milliseconds. */
const steady = 60_000

const unreachable: Failure = { kind: 'network', message: 'The browser is offline.' }

const defaultRetry = backoff()

export function createConnection(first: Consumer, startId: string, onIdle: () => void): Connection {
  const consumers = new Set<Consumer>()
  const newest = new Map<string, RawEvent | undefined>()
  // One emitter for each kind of call: who leaves while the others are called is not called any more.
  const received = createEmitter<RawEvent>()
  const resumed = createEmitter<Gap>()
  const changed = createEmitter<void>()
  const linger = createTimer()
  const timer = createTimer()
  const watchdog = createWatchdog(timer, () => timedOut('Nothing came from', options.idleTimeout))

  const { transport } = first
  let { options } = first
  let state = initialState
  let serverDelay: number | null = null
  let openedAt = 0
  let lostAt = 0
  let url = resolveUrl(options.url, startId)
  const cursor = createCursor(startId, options, url)
  let newTypes = createEmitter<string>()
  let hangUp = () => {}
  let ignoreNetwork = () => {}

  const carryOut: { readonly [E in Effect]: () => void } = {
    dial,
    hangUp() {
      hangUp()
      cursor.save()
    },
    startTimer,
    stopTimer: timer.stop,
    watchNetwork: () => (ignoreNetwork = watchNetwork({ online, offline, hidden, wake })),
    ignoreNetwork: () => ignoreNetwork(),
  }

  function send(event: ConnectionEvent) {
    const from = state
    state = transition(from, event)
    if (state === from) return
    if (from.phase === 'open' && state.phase !== 'open') lostAt = Date.now()
    for (const effect of effectsOf(from, state)) carryOut[effect]()
    changed.emit()
  }

  function connect() {
    send(isOnline(url) ? { type: 'connect' } : { type: 'offline', failure: unreachable })
  }

  function dial() {
    const { dial, failures } = state
    const current = () => state.dial === dial && hasSocket(state)
    const types = (newTypes = createEmitter<string>())
    const eachType: TransportRequest['eachType'] = (listener) => {
      types.add(listener)
      for (const type of newest.keys()) listener(type)
    }
    // Of all who share the stream, the first that is still here has the say: the options of one that left are stale.
    const [speaker = first] = consumers
    options = speaker.options
    try {
      url = resolveUrl(options.url, cursor.id)
      const request = { url, lastEventId: cursor.id, failures, options, eachType }
      const stop = transport(request, (signal) => current() && receive(signal))
      // A transport may answer before it returns, and its answer may have ended this dial already.
      if (current()) hangUp = stop
      else stop()
    } catch (error) {
      report(error)
      send({ type: 'fail', failure: { kind: 'protocol', message: `The dial itself failed: ${error}` } })
    }
  }

  function receive(signal: Signal) {
    switch (signal.kind) {
      case 'event': {
        const { event } = signal
        cursor.id = event.lastEventId
        // Deleted first, so that the order of the map is the order of arrival. Types that nobody declared are not kept.
        if (newest.delete(event.type)) newest.set(event.type, event)
        received.emit(event)
        if (state.failures > 0) send({ type: 'progress' })
        return
      }
      case 'id':
        cursor.id = signal.lastEventId
        return changed.emit()
      case 'alive':
        return watchdog.feed()
      case 'retry':
        serverDelay = signal.delay
        return
      case 'open':
        return opened()
      case 'lost':
        return lost(signal.failure, signal.redialing)
    }
  }

  function opened() {
    openedAt = Date.now()
    send({ type: 'open' })
    if (lostAt > 0) resumed.emit({ duration: openedAt - lostAt, lastEventId: cursor.id })
    lostAt = 0
  }

  function lost(failure: Failure, redialing: boolean) {
    const now = Date.now()
    if (state.phase === 'open' && now - openedAt >= steady) send({ type: 'progress' })
    // A server that cannot read the id refuses to resume, not to stream: once more, from now on.
    if (failure.status === 400 && cursor.id !== '') {
      cursor.id = ''
      return send({ type: 'wait', failure, retryAt: now })
    }
    const context = { failure, failures: state.failures + 1, serverDelay }
    const delay = delayBefore(options.retry ?? (isRepeatable() ? defaultRetry : false), context)
    if (delay === false) send({ type: 'fail', failure })
    else if (redialing) send({ type: 'drop', failure })
    else if (!isOnline(url)) send({ type: 'offline', failure })
    else send({ type: 'wait', failure, retryAt: now + delay })
  }

  /** A request that is not GET is repeated only if the server gave an id to resume from. */
  const isRepeatable = () => (options.method ?? 'GET') === 'GET' || cursor.id !== ''

  function timedOut(what: string, timeout = 0) {
    lost({ kind: 'timeout', message: `${what} ${withoutQuery(url)} for ${timeout} ms.` }, false)
  }

  function startTimer() {
    const { connectTimeout, idleTimeout } = options
    if (state.phase === 'waiting') timer.start((state.failure.retryAt ?? 0) - Date.now(), connect)
    else if (state.phase === 'open') {
      if (idleTimeout !== undefined) watchdog.start(idleTimeout)
    } else if (connectTimeout !== undefined && hasSocket(state))
      timer.start(connectTimeout, () => timedOut('No answer from', connectTimeout))
  }

  // The platform speaks.
  function online() {
    if (state.phase === 'waiting' || state.phase === 'offline') connect()
  }
  function offline() {
    if (state.phase === 'waiting' && !isOnline(url)) send({ type: 'offline', failure: unreachable })
  }
  function hidden() {
    // A page that is left is hidden first, and may get no other chance.
    cursor.save()
    if (options.pauseWhenHidden) send({ type: 'pause' })
  }
  function wake() {
    if (state.phase === 'paused') connect()
    // Open, for all we know: the watch begins anew, and if the line is dead it stays silent.
    else if (state.phase === 'open') startTimer()
    else online()
  }

  return {
    get state() {
      return state
    },
    get lastEventId() {
      return cursor.id
    },
    newest: () => [...newest.values()].filter((event) => event !== undefined),
    decode: createSharedDecode(),
    connect,
    attach(consumer) {
      linger.stop()
      consumers.add(consumer)
      const leave = [received.add(consumer.receive), resumed.add(consumer.resumed), changed.add(consumer.changed)]
      for (const type of consumer.types) {
        if (newest.has(type)) continue
        newest.set(type, undefined)
        newTypes.emit(type)
      }
      if (state.phase === 'idle') connect()
      return (now = false) => {
        for (const off of leave) off()
        if (!consumers.delete(consumer) || consumers.size > 0) return
        const release = () => {
          send({ type: 'release' })
          onIdle()
        }
        // A stream that has ended has nothing to linger for, and whoever comes next wants a new one.
        if (now || state.phase === 'closed') release()
        else linger.start(consumer.options.linger ?? 1000, release)
      }
    },
  }
}
