import { messageOf } from '#development'
import { createTimer } from '../platform/timer.ts'
import type { Failure } from '../transports/failure.ts'
import { timed } from '../transports/timed.ts'
import type { Signal, Transport } from '../transports/transport.ts'
import { afterLoss } from './afterLoss.ts'
import type { Consumers } from './consumers.ts'
import { noDial, startDial } from './dial.ts'
import { resumeNameOf } from './identity.ts'
import { hasSocket } from './machine.ts'
import type { ConnectionEvent } from './machine.ts'
import { isHidden, isOnline, watchNetwork } from './network.ts'
import { isRepeatable } from './options.ts'
import { createResumePoint } from './resumePoint.ts'
import { runMachine } from './runMachine.ts'
import type { RunningMachine } from './runMachine.ts'

/** One stream: dialled and dialled again as the machine says. */
export interface Connection {
  readonly machine: Omit<RunningMachine, 'send'>
  readonly resumePoint: { readonly id: string }
  /** Dials immediately, where nothing was dialled or a dial would have come later; `manual` where `connect()` asked for it. */
  connect(manual?: boolean): void
  /** Hangs up, and stops all timers. */
  release(): void
}

/** How long a connection must have been open to have made progress even if no event came, in milliseconds. */
const stableAfter = 60_000

export function createConnection(bare: Transport, consumers: Consumers, startId: string): Connection {
  const transport = timed(bare)
  const resumePoint = createResumePoint(startId, consumers.options.resume, resumeNameOf(consumers.options))
  const timer = createTimer()
  let latest = noDial(consumers.options)
  let serverDelay: number | null = null
  let lostAt: number | null = null
  let ignoreNetwork = () => {}

  const machine = runMachine(
    {
      dial,
      hangUp() {
        latest.hangUp()
        resumePoint.save()
      },
      startTimer: () => timer.start((machine.state.failure?.retryAt ?? 0) - Date.now(), connect),
      stopTimer: timer.stop,
      watchNetwork: () => (ignoreNetwork = watchNetwork({ online, offline, hidden, wake })),
      ignoreNetwork: () => ignoreNetwork(),
    },
    ({ phase }) => {
      if (phase === 'open' && machine.state.phase !== 'open') lostAt = Date.now()
      consumers.changed()
    },
  )

  function connect(manual = false) {
    if (latest.options.pauseWhenHidden && isHidden()) machine.send({ type: 'pause' })
    else if (isOnline(latest.url)) machine.send({ type: 'connect', manual })
    else machine.send({ type: 'offline', failure: unreachable() })
  }

  function dial(event: ConnectionEvent) {
    const { dial: number, failureCount } = machine.state
    const manual = event.type === 'connect' && event.manual === true
    latest = { ...noDial(consumers.options), url: latest.url }
    const known = { lastEventId: resumePoint.id, failureCount, manual, eachType: consumers.newEachType() }
    startDial(transport, latest, known, {
      isCurrent: () => machine.state.dial === number && hasSocket(machine.state),
      receive,
      fail: (failure) => machine.send({ type: 'fail', failure }),
    })
  }

  function receive(signal: Signal) {
    switch (signal.kind) {
      case 'event':
        resumePoint.id = signal.event.lastEventId
        consumers.receive(signal.event)
        if (machine.state.failureCount > 0) machine.send({ type: 'progress' })
        return
      case 'id':
        resumePoint.id = signal.lastEventId
        return consumers.changed()
      case 'retry':
        serverDelay = signal.delay
        return
      case 'open':
        machine.send({ type: 'open' })
        if (lostAt !== null) consumers.resumed({ duration: Date.now() - lostAt, lastEventId: resumePoint.id })
        lostAt = null
        return
      case 'lost':
        return lost(signal)
    }
  }

  function lost({ failure, redialing, retryAt }: Extract<Signal, { kind: 'lost' }>) {
    const { state, since } = machine
    if (state.phase === 'open' && Date.now() - (since ?? 0) >= stableAfter) machine.send({ type: 'progress' })
    const context = { failure, failureCount: machine.state.failureCount + 1, serverDelay }
    const { delay, lastEventId } = afterLoss(latest.options, context, resumePoint.id)
    resumePoint.id = lastEventId
    if (delay === false) machine.send({ type: 'fail', failure })
    else if (redialing) machine.send({ type: 'drop', failure, retryAt: retryAt ?? null })
    else if (!isOnline(latest.url)) machine.send({ type: 'offline', failure })
    else machine.send({ type: 'wait', failure, retryAt: Date.now() + delay })
  }

  function online() {
    const { phase } = machine.state
    if (phase === 'waiting' || phase === 'offline') connect()
  }
  function offline() {
    if (isOnline(latest.url) || machine.state.phase !== 'waiting') return
    machine.send({ type: 'offline', failure: unreachable() })
  }
  function hidden() {
    // A page that is left is hidden first, and may get no other chance.
    resumePoint.save()
    const { options } = latest
    if (options.pauseWhenHidden && isRepeatable(options, resumePoint.id)) machine.send({ type: 'pause' })
  }
  const wake = () => (machine.state.phase === 'paused' ? connect() : online())

  return { machine, resumePoint, connect, release: () => machine.send({ type: 'release' }) }
}

const unreachable = (): Failure => ({ kind: 'network', message: messageOf('network-offline') })
