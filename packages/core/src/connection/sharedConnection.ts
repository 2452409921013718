import {
  announceJoin,
  announceLeave,
  announceStream,
  observed,
  warnOfIgnoredOptions,
} from '#development'
import { timed } from '../transports/timed.ts'
import type { RawEvent } from '../transports/transport.ts'
import { createConnection } from './connection.ts'
import type { Connection } from './connection.ts'
import { createConsumers } from './consumers.ts'
import type { Consumer } from './consumers.ts'
import { ownerKeyOf, sameHeaders } from './identity.ts'
import type { ConnectionOptions } from './options.ts'
import type { Position } from './position.ts'
import type { StreamRenewal } from './renewal.ts'

/** A connection for all that ask for the same stream: dialled for the first, hung up after the last. */
export interface SharedConnection extends Omit<Connection, 'release'> {
  /**
   * Returns the newest event of each type, oldest first, so that a late consumer can show what the
   * others show.
   */
  newest(): readonly RawEvent[]
  /** Lets a consumer join, and returns a function that lets it leave. The last one hangs up. */
  join(consumer: Consumer): () => void
  /** Hangs up now. */
  end(): void
  /** Whether nothing listens, and the stream is only kept for its linger. */
  isLingering(): boolean
  /**
   * Whether a consumer with these options may join: it asks for the user that this stream would be
   * dialled for now.
   */
  admits(options: ConnectionOptions): boolean
}

export function createSharedConnection(
  first: Consumer,
  start: Position,
  renewal: StreamRenewal | undefined,
  onIdle: () => void,
): SharedConnection {
  const consumers = createConsumers(first)
  const transport = timed(observed(consumers.options.transport!))
  const { release, ...connection } = createConnection({
    transport,
    consumers,
    start,
    renewal,
  })
  const isLingering = () => !consumers.isListening()
  announceStream(connection, consumers)

  function end() {
    // First, because hanging up may call code that connects: that begins another stream.
    onIdle()
    release()
  }

  return {
    ...connection,
    newest: consumers.newest,
    end,
    isLingering,
    // A key alone says whose stream it is. What a function answered is not known any more when all
    // that gave it have left.
    admits: (options) =>
      ownerKeyOf(options) !== '' ||
      sameHeaders(consumers.options.headers, options.headers, isLingering()),
    join(consumer) {
      const leave = consumers.add(consumer)
      transport.tighten(consumer.options())
      announceJoin(connection, consumer)
      warnOfIgnoredOptions(consumer, consumers)
      return () => {
        leave()
        announceLeave(connection, consumer)
        if (consumers.size() === 0 && connection.machine.state.phase !== 'idle') end()
      }
    },
  }
}
