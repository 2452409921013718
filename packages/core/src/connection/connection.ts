import { messageOf } from '#development'
import { createTimer } from '../platform/timer.ts'
import type { Failure } from '../transports/failure.ts'
import { timed } from '../transports/timed.ts'
import type { Signal, Transport } from '../transports/transport.ts'
import { afterLoss } from './afterLoss.ts'
import type { Consumers, Gap } from './consumers.ts'
import { noDial, startDial } from './dial.ts'
import { resumeNameOf } from './identity.ts'
import { hasSocket } from './machine.ts'
import type { ConnectionEvent, Phase } from './machine.ts'
import { isHidden, isOnline, watchNetwork } from './network.ts'
import { isRepeatable } from './options.ts'
import type { ConnectionOptions } from './options.ts'
import { createResumePoint } from './resumePoint.ts'
import { runMachine } from './runMachine.ts'
import type { RunningMachine } from './runMachine.ts'

/** One stream: dialled and dialled again as the machine says. */
export interface Connection {
  readonly machine: Omit<RunningMachine, 'send'>
  readonly resumePoint: { readonly id: string }
  /**
   * Dials immediately, where nothing was dialled or a dial would have come later; `manual` where
   * `connect()` asked for it.
   */
  connect(manual?: boolean): void
  /** Hangs up, and stops all timers. */
  release(): void
}

/**
 * How long a connection must have been open to have made progress even if no event came, in
 * milliseconds.
 */
const stableAfter = 60_000

export function createConnection(bare: Transport, consumers: Consumers, id: string): Connection {
  const transport = timed(bare)
  const { options } = consumers
  const resumePoint = createResumePoint(id, options.resume, resumeNameOf(options))
  const timer = createTimer()
  let latest = noDial(options)
  let serverDelay: number | null = null
  let lostAt = 0
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
    if (consumers.options.pauseWhenHidden && isHidden()) machine.send({ type: 'pause' })
    else if (isOnline(latest.url)) machine.send({ type: 'connect', manual })
    else machine.send({ type: 'offline', failure: unreachable() })
  }

  function dial(event: ConnectionEvent) {
    const { dial: number, failureCount } = machine.state
    const manual = event.type === 'connect' && event.manual === true
    latest = { ...noDial(consumers.options), url: latest.url }
    const eachType = consumers.newEachType()
    const known = { lastEventId: resumePoint.id, failureCount, manual, eachType }
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
        if (lostAt > 0) consumers.resumed(gapSince(lostAt, resumePoint.id))
        lostAt = 0
        return
      case 'lost':
        return lost(signal)
    }
  }

  function lost({ failure, redialing, retryAt }: Extract<Signal, { kind: 'lost' }>) {
    const openFor = machine.state.phase === 'open' ? Date.now() - (machine.since ?? 0) : 0
    if (openFor >= stableAfter) machine.send({ type: 'progress' })
    const context = { failure, failureCount: machine.state.failureCount + 1, serverDelay }
    const { delay, lastEventId } = afterLoss(consumers.options, context, resumePoint.id)
    resumePoint.id = lastEventId
    if (delay === false) machine.send({ type: 'fail', failure })
    else if (redialing) machine.send({ type: 'drop', failure, retryAt: retryAt ?? null })
    else if (!isOnline(latest.url)) machine.send({ type: 'offline', failure })
    else machine.send({ type: 'wait', failure, retryAt: Date.now() + delay })
  }

  const online = () => connectFrom('waiting', 'offline')
  const wake = () => connectFrom('paused', 'waiting', 'offline')
  function connectFrom(...phases: readonly Phase[]) {
    if (phases.includes(machine.state.phase)) connect()
  }
  function offline() {
    if (isOnline(latest.url) || machine.state.phase !== 'waiting') return
    machine.send({ type: 'offline', failure: unreachable() })
  }
  function hidden() {
    // A page that is left is hidden first, and may get no other chance.
    resumePoint.save()
    if (mayPause(consumers.options, resumePoint.id)) machine.send({ type: 'pause' })
  }

  return { machine, resumePoint, connect, release: () => machine.send({ type: 'release' }) }
}

/** Whether a stream may end while the page is hidden: a POST would be sent again. */
const mayPause = (options: ConnectionOptions, id: string) =>
  options.pauseWhenHidden && isRepeatable(options, id)

const gapSince = (start: number, lastEventId: string): Gap => ({
  duration: Date.now() - start,
  lastEventId,
})

const unreachable = (): Failure => ({ kind: 'network', message: messageOf('network-offline') })
