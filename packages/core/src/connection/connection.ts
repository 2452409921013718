import { explain } from '#development'
import type { ConnectionOptions } from './options.ts'
import { createCursor } from './resumePoint.ts'
import { createEmitter } from './emitter.ts'
import type { Failure } from '../transports/failure.ts'
import { effectsOf, hasSocket, initialState, transition } from './machine.ts'
import type { ConnectionEvent, ConnectionState, Effect } from './machine.ts'
import { isHidden, isOnline, watchNetwork } from './network.ts'
import { optionFailure } from '../transports/optionFailure.ts'
import { isRepeatable } from './repeatable.ts'
import { report } from '../platform/report.ts'
import { backoff, delayBefore } from './retry.ts'
import { createTimer } from '../platform/timer.ts'
import type { RawEvent, Signal, Transport, TransportRequest } from '../transports/transport.ts'
import { nameOf, resolveUrl, withoutQuery } from '../platform/url.ts'
import { createWatchdog } from '../transports/watchdog.ts'

/** The time during which a stream was lost. */
export interface Gap {
  /** How long it was, in milliseconds. */
  readonly duration: number
  /** From where the server was asked to resume; with the empty string, events of that time are gone. */
  readonly lastEventId: string
}

/** Who a line is for. */
export interface LineOwner {
  readonly transport: Transport
  /** Returns the options to dial with: asked at each dial. */
  options(): ConnectionOptions
  receive(event: RawEvent): void
  /** The stream is back after a loss. */
  resumed(gap: Gap): void
  /** The state or the last event ID has changed. */
  changed(): void
}

/** One stream on the wire: dialled, watched and dialled again, as the machine says. */
export interface Line {
  readonly state: ConnectionState
  readonly lastEventId: string
  /** Dials at once, where nothing was dialled or a dial would have come later. */
  connect(): void
  /** Lets go of everything. */
  release(): void
  /** Adds an event type to those that the transport is asked for. */
  listenFor(type: string): void
}

/** A connection open for this long has made progress even if no event came, in milliseconds. */
const steady = 60_000

const unreachable = (): Failure => ({ kind: 'network', message: explain('network-offline') })

const defaultRetry = backoff()

export function createLine(owner: LineOwner, startId: string): Line {
  const types = new Set<string>()
  const timer = createTimer()
  const watchdog = createWatchdog(timer, () => timedOut('timeout-idle', options.idleTimeout))

  let options = owner.options()
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
    owner.changed()
  }

  function connect() {
    if (options.pauseWhenHidden && isHidden()) return send({ type: 'pause' })
    send(isOnline(url) ? { type: 'connect' } : { type: 'offline', failure: unreachable() })
  }

  function dial() {
    const { dial, failures } = state
    const current = () => state.dial === dial && hasSocket(state)
    const added = (newTypes = createEmitter<string>())
    const eachType: TransportRequest['eachType'] = (listener) => {
      added.add(listener)
      for (const type of types) listener(type)
    }
    options = owner.options()
    let named: string
    try {
      named = nameOf(options.url, cursor.id)
    } catch (error) {
      return lost(optionFailure('url', error), false)
    }
    try {
      // Throws for a relative URL where there is no page to resolve it against.
      url = new URL(resolveUrl(named)).href
      const request = { url, lastEventId: cursor.id, failures, options, eachType }
      const stop = owner.transport(request, (signal) => current() && receive(signal))
      // A transport may answer before it returns, and its answer may have ended this dial already.
      if (current()) hangUp = stop
      else stop()
    } catch (error) {
      report(error)
      send({ type: 'fail', failure: { kind: 'protocol', message: explain('protocol-dial', error) } })
    }
  }

  function receive(signal: Signal) {
    switch (signal.kind) {
      case 'event': {
        const { event } = signal
        cursor.id = event.lastEventId
        owner.receive(event)
        if (state.failures > 0) send({ type: 'progress' })
        return
      }
      case 'id':
        cursor.id = signal.lastEventId
        return owner.changed()
      case 'alive':
        // Only for a watch that runs: to ask for the time costs more than to parse an event.
        if (options.idleTimeout !== undefined) watchdog.feed()
        return
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
    if (lostAt > 0) owner.resumed({ duration: openedAt - lostAt, lastEventId: cursor.id })
    lostAt = 0
  }

  function lost(failure: Failure, redialing: boolean) {
    const now = Date.now()
    if (state.phase === 'open' && now - openedAt >= steady) send({ type: 'progress' })
    const refusesId = failure.status === 400 && cursor.id !== ''
    if (refusesId) cursor.id = ''
    const retry = options.retry ?? (isRepeatable(options, cursor.id) ? defaultRetry : false)
    // A server that cannot read the id refuses to resume, not to stream: once more, from now on.
    if (refusesId && retry) return send({ type: 'wait', failure, retryAt: now })
    const delay = delayBefore(retry, { failure, failures: state.failures + 1, serverDelay })
    if (delay === false) send({ type: 'fail', failure })
    else if (redialing) send({ type: 'drop', failure })
    else if (!isOnline(url)) send({ type: 'offline', failure })
    else send({ type: 'wait', failure, retryAt: now + delay })
  }

  function timedOut(code: 'timeout-idle' | 'timeout-open', timeout = 0) {
    lost({ kind: 'timeout', message: explain(code, withoutQuery(url), timeout) }, false)
  }

  function startTimer() {
    const { connectTimeout, idleTimeout } = options
    switch (state.phase) {
      case 'connecting':
      case 'redialing':
        if (connectTimeout === undefined) return
        return timer.start(connectTimeout, () => timedOut('timeout-open', connectTimeout))
      case 'open':
        if (idleTimeout === undefined) return
        return watchdog.start(idleTimeout)
      case 'waiting':
        return timer.start((state.failure.retryAt ?? 0) - Date.now(), connect)
    }
  }

  // The platform speaks.
  function online() {
    if (state.phase === 'waiting' || state.phase === 'offline') connect()
  }
  function offline() {
    if (state.phase === 'waiting' && !isOnline(url)) send({ type: 'offline', failure: unreachable() })
  }
  function hidden() {
    // A page that is left is hidden first, and may get no other chance.
    cursor.save()
    if (options.pauseWhenHidden && isRepeatable(options, cursor.id)) send({ type: 'pause' })
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
    connect,
    release: () => send({ type: 'release' }),
    listenFor(type) {
      if (types.has(type)) return
      types.add(type)
      newTypes.emit(type)
    },
  }
}
