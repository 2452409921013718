import { messageOf } from '#development'
import type { Failure } from '../transports/failure.ts'
import type { Consumers } from './consumers.ts'
import type { Dial } from './dial.ts'
import { hasSocket } from './machine.ts'
import { isOnline } from './network.ts'
import type { NetworkListener } from './network.ts'
import { isGet } from './options.ts'
import type { ConnectionOptions } from './options.ts'
import type { Reception } from './reception.ts'
import type { ResumePoint } from './resumePoint.ts'
import type { RunningMachine } from './runMachine.ts'
import type { Schedule } from './schedule.ts'

/** The parts of a connection that the page and its network act on. */
interface Follower {
  readonly consumers: Consumers
  readonly machine: RunningMachine
  readonly schedule: Schedule
  readonly resumePoint: ResumePoint
  latest(): Dial
  connect(): void
  readonly reception: Reception
  lose(failure: Failure): void
}

/** Returns what a connection does when the page is hidden, frozen or back, and the network too. */
export function pageListener(connection: Follower): NetworkListener {
  const { consumers, machine, schedule, resumePoint, latest, connect, lose, reception } = connection
  return {
    online: () => schedule.hasten(machine.state),
    offline() {
      const { phase, failure } = machine.state
      if (phase === 'waiting' && !isOnline(latest().url)) schedule.waitForNetwork(failure)
    },
    hidden() {
      // A page that is left is hidden first, and may get no other chance.
      resumePoint.save()
      // A stream that waits goes on waiting: what its server asked for holds for the page that
      // comes back, too.
      if (!mayPause(consumers.options) || !hasSocket(machine.state)) return
      reception.leave()
      machine.send({ type: 'pause' })
    },
    thawed() {
      // A fetch that was frozen with its page says nothing any more, and does not end either.
      if (latest().isFetched && hasSocket(machine.state))
        lose({ kind: 'network', message: messageOf('network-frozen') })
    },
    wake() {
      if (machine.state.phase === 'paused') connect()
      else if (isOnline(latest().url)) schedule.hasten(machine.state)
    },
  }
}

/** Whether a stream may end while the page is hidden: it is dialled again when it is shown. */
const mayPause = (options: ConnectionOptions) => Boolean(options.pauseWhenHidden) && isGet(options)
