import { messageOf } from '#development'
import type { Connection } from './connection.ts'
import { optionsOf } from './consumers.ts'
import { lost } from './lost.ts'
import { hasSocket } from './machine.ts'
import { isOnline } from './network.ts'
import type { NetworkListener } from './network.ts'
import { isGet } from './options.ts'
import { leaveStream } from './reception.ts'
import { send } from './runMachine.ts'
import { hasten, waitForNetwork } from './schedule.ts'

/** Returns what a connection does when the page is hidden, frozen or back, and the network too. */
export const pageListener = (connection: Connection): NetworkListener => ({
  online: () => hasten(connection),
  offline() {
    const { phase, failure } = connection.state
    if (phase === 'waiting' && !isOnline(connection.latest.url)) waitForNetwork(connection, failure)
  },
  hidden() {
    const options = optionsOf(connection)
    // A page that is left is hidden first, and may get no other chance.
    connection.resumePoint.save()
    // A stream may end where it is dialled again when the page is shown. One that waits goes on
    // waiting: what its server asked for holds for the page that comes back, too.
    if (!options.pauseWhenHidden || !isGet(options) || !hasSocket(connection.state)) return
    leaveStream(connection)
    send(connection, { type: 'pause' })
  },
  back(wasFrozen) {
    if (wasFrozen && isDead(connection))
      lost(connection, {
        kind: 'lost',
        failure: { kind: 'network', message: messageOf('network-frozen') },
        redialing: false,
      })
    if (connection.state.phase === 'paused') connection.connect()
    else if (isOnline(connection.latest.url)) hasten(connection)
  },
})

/**
 * Whether a stream was frozen with its page by `fetch`, and so says nothing any more, and does not
 * end either. Only `fetch` sees what the server answered.
 */
const isDead = ({ latest, state, transport }: Connection) =>
  latest.response !== null && hasSocket(state) && !transport.watchesItself
