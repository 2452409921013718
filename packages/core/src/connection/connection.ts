import { announceState, messageOf } from '#development'
import { now } from '../platform/clock.ts'
import type { Failure } from '../transports/failure.ts'
import type { TimedTransport } from '../transports/timed.ts'
import type { Signal } from '../transports/transport.ts'
import type { Consumers } from './consumers.ts'
import { createContinuation } from './continuation.ts'
import { noDial, startDial } from './dial.ts'
import type { Dial } from './dial.ts'
import { resumeNameOf } from './identity.ts'
import { failuresWith, hasSocket } from './machine.ts'
import type { ConnectionEvent, ConnectionState } from './machine.ts'
import { isHidden, isOnline, watchNetwork } from './network.ts'
import { isGet } from './options.ts'
import { pageListener } from './pageListener.ts'
import type { Position } from './position.ts'
import { createReception } from './reception.ts'
import type { StreamRenewal } from './renewal.ts'
import { createResumePoint } from './resumePoint.ts'
import type { RetryContext } from './retry.ts'
import { runMachine } from './runMachine.ts'
import type { RunningMachine } from './runMachine.ts'
import { createSchedule } from './schedule.ts'

/** One stream: dialled and dialled again as the machine says. */
export interface Connection {
  readonly machine: Omit<RunningMachine, 'send'>
  readonly resumePoint: Readonly<Position>
  /** The latest dial: whom it was for, and what the server answered. */
  latest(): Pick<Dial, 'user' | 'response'>
  /** Dials where nothing was dialled yet, or, in its own time, where a GET failed for good. */
  start(): void
  /**
   * Dials immediately, where nothing was dialled or a dial would have come later; `manual` where
   * `connect()` asked for it.
   */
  connect(manual?: boolean): void
  /** The answer of a stream with `reconnectWith` is complete: nothing goes on from here. */
  complete(): void
  /** How long a stream that failed has to be left alone, in milliseconds. */
  restTime(): number
  /** Hangs up, and stops all timers. */
  release(): void
}

/** What a connection is made of. */
interface Parts {
  readonly transport: TimedTransport
  readonly consumers: Consumers
  /** Where it starts. */
  readonly start: Position
  readonly renewal: StreamRenewal | undefined
}

export function createConnection({ transport, consumers, renewal, ...parts }: Parts): Connection {
  const { options } = consumers
  const resumePoint = createResumePoint(parts.start, options.resume, resumeNameOf(options))
  const schedule = createSchedule(connect, (event) => machine.send(event))
  let latest = noDial(options)
  let ignoreNetwork = () => {}

  const machine = runMachine(
    {
      dial,
      hangUp() {
        latest.hangUp()
        resumePoint.save()
      },
      startTimer: schedule.start,
      stopTimer: schedule.stop,
      watchNetwork: () => (ignoreNetwork = watchNetwork(page)),
      ignoreNetwork: () => ignoreNetwork(),
    },
    () => {
      announceState(connect)
      latest.tellPlan(machine.state.failure)
      consumers.changed()
    },
  )
  const reception = createReception(consumers, resumePoint, machine, () => latest, renewal)
  const continuation = createContinuation(consumers, resumePoint)
  const page = pageListener({
    consumers,
    machine,
    schedule,
    resumePoint,
    latest: () => latest,
    connect,
    reception,
    lose: (failure) => transport.watchesItself || lost({ kind: 'lost', failure, redialing: false }),
  })

  function start() {
    const { phase, failure } = machine.state
    if (phase === 'idle') return connect()
    if (phase !== 'failed' || !isGet(consumers.options) || failure.status === 204) return
    schedule.wait(failure)
    if (schedule.remaining() === 0) connect()
  }

  function connect(manual = false) {
    const mayDial = manual || machine.state.phase === 'offline' || isOnline(latest.url)
    if (consumers.options.pauseWhenHidden && isHidden()) machine.send({ type: 'pause' })
    else if (mayDial) machine.send({ type: 'connect', manual })
    else schedule.waitForNetwork({ kind: 'network', message: messageOf('network-offline') })
  }

  function dial(event: ConnectionEvent) {
    const { dial: number, failureCount } = machine.state
    const manual = event.type === 'connect' && event.manual === true
    latest = { ...noDial(consumers.dialOptions()), url: latest.url }
    const request = continuation.requestFor(latest.options, failureCount, manual)
    renewal?.dialled(manual)
    const eachType = consumers.newEachType()
    const known = { lastEventId: resumePoint.id, failureCount, manual, eachType, connect }
    startDial(transport.dial, latest, request, known, {
      isCurrent: () => machine.state.dial === number && hasSocket(machine.state),
      receive: (signal) => (signal.kind === 'lost' ? lost(signal) : reception.receive(signal)),
      // No policy makes a request possible.
      fail: (failure) => lost({ kind: 'lost', failure, redialing: false, retryAt: null }),
    })
  }

  function lost({ failure, redialing, retryAt }: Extract<Signal, { kind: 'lost' }>) {
    reception.leave()
    const { state } = machine
    const isDecided = retryAt !== undefined
    const options = isDecided ? { ...consumers.options, retry: false as const } : consumers.options
    const context = contextOf(failure, state, reception.serverDelay, latest)
    const { end, goesOn, dropsId, delay, asked } = continuation.afterLoss(options, context, latest)
    if (machine.state !== state) return // A function of the application has closed or connected.
    if (dropsId) reception.forgetId('')
    schedule.plan(delay, asked)
    if (renewal && failure.status === 401 && !isDecided) renewal.refused(machine, failure, connect)
    else if (isDecided ? !redialing : end) machine.send({ type: 'fail', failure: end ?? failure })
    else if (redialing && (isDecided || !goesOn))
      machine.send({ type: 'drop', failure, retryAt: retryAt ?? null })
    else if (isUnanswered(failure) && !isOnline(latest.url)) schedule.waitForNetwork(failure)
    else schedule.wait(failure)
  }

  return {
    machine,
    resumePoint,
    latest: () => latest,
    start,
    connect,
    complete: continuation.complete,
    restTime: schedule.remaining,
    release: () => machine.send({ type: 'release' }),
  }
}

const contextOf = (
  failure: Failure,
  state: ConnectionState,
  serverDelay: number | null,
  { began }: Dial,
): RetryContext => ({
  failure,
  failureCount: failure.kind === 'ended' ? 0 : failuresWith(state, failure),
  serverDelay,
  sinceDial: now() - began,
})

/** Whether the network may be the reason: no answer came. */
const isUnanswered = ({ kind }: Failure) => kind === 'network' || kind === 'timeout'
