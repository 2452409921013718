import { clientOf, requestOf } from '../connection/client.ts'
import type { Consumer } from '../connection/consumers.ts'
import type { ConnectionOptions } from '../connection/options.ts'
import type { SharedConnection } from '../connection/sharedConnection.ts'
import type { Transport } from '../transports/transport.ts'
import { createAbsence } from './absence.ts'
import { createAttachment } from './attachment.ts'
import type { Attachment } from './attachment.ts'
import { createDelivery } from './delivery.ts'
import type { Delivery, Receiver } from './delivery.ts'
import type { EndingOptions } from './eventReader.ts'

/** The stream of a store: joined while something listens, with a gap where events were missed. */
export type Stream = Attachment & Pick<Delivery, 'catchUp' | 'count'>

/** What a stream reports to its store. */
interface StreamOwner extends Pick<Receiver, 'deliver' | 'gaps'> {
  joined(connection: SharedConnection): void
  /** The state or the last event ID has changed. */
  changed(): void
  /** A listener came or left, so that what the store shows may be another. */
  outdated(): void
  /** Whether something shows the newest event of every type. */
  isShown(): boolean
  /** The client was cleared: what came before is another user's. */
  cleared(): void
  /** The `signal` was aborted, or a request would be sent again that may be sent only once. */
  close(): void
}

/**
 * Makes the stream of a store with these options and event types, on `defaultTransport`, unless its
 * options or those of its client name another one.
 */
export function createStream(
  options: ConnectionOptions & EndingOptions,
  defaultTransport: Transport,
  types: readonly string[],
  owner: StreamOwner,
): Stream {
  const { deliver, gaps } = owner
  const isListening = () => attachment.isListening()
  const delivery = createDelivery({ isListening, deliver, gaps })
  const absence = createAbsence(delivery.resumed)
  const consumer: Consumer = {
    options: () => requestOf(options, defaultTransport),
    types,
    isListening,
    hasUntil: () => options.until !== undefined,
    receive: delivery.receive,
    resumed: (gap) => absence.covers() || delivery.resumed(gap),
    changed() {
      absence.check()
      owner.changed()
    },
  }
  const attachment = createAttachment(consumer, {
    client: () => clientOf(options),
    signal: () => options.signal,
    joined(connection) {
      owner.joined(connection)
      absence.begin(connection)
    },
    returned() {
      owner.outdated()
      delivery.resume()
    },
    left() {
      owner.outdated()
      delivery.left()
    },
    gone() {
      owner.outdated()
      absence.leave(delivery.holds())
      delivery.clear()
    },
    ended() {
      delivery.clear()
      absence.forget()
    },
    isShown: owner.isShown,
    cleared() {
      delivery.clear()
      absence.forget()
      owner.cleared()
    },
    close: owner.close,
  })
  return Object.assign(attachment, { catchUp: delivery.catchUp, count: delivery.count })
}
