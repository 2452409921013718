import { messageOf } from '#development'
import { logError } from '../platform/report.ts'
import type { Failure } from '../transports/failure.ts'
import { createTimer } from '../platform/timer.ts'
import { send } from './runMachine.ts'
import type { RunningMachine } from './runMachine.ts'

/** Renews what a client's streams are allowed with, once for all that wait for it. */
export interface Renewal {
  /** Makes the part that one stream has in it. */
  forStream(): StreamRenewal
}

/** The stream whose dial was refused. */
interface RenewedStream extends RunningMachine {
  connect(): void
}

/** What a stream tells of its dials, to learn whether a refused one may be made again. */
export interface StreamRenewal {
  /** A dial begins; `manual` where `connect()` asked for it. */
  dialled(manual: boolean): void
  opened(): void
  /**
   * The latest dial was answered 401. Waits for a renewal, and connects when it is time to, or ends
   * the stream where another dial would be refused as well.
   */
  refused(stream: RenewedStream, failure: Failure): void
}

/** How long a renewal may take, in milliseconds. */
const renewalTimeout = 30_000

/**
 * Over how long the dials after a renewal are spread, in milliseconds: they must not come together.
 */
const spread = 1000

/** Makes the renewal of a client out of its `renew`. */
export function createRenewal(renew: () => unknown): Renewal {
  let endedCount = 0
  // Whether a stream has opened with what the latest renewal brought. Where none has, one more
  // renewal would bring no more.
  let isProven = true
  let running: Promise<boolean> | null = null

  /** Renews, and never rejects. */
  async function run() {
    const timer = createTimer()
    const timeout = new Promise<false>((resolve) =>
      timer.start(renewalTimeout, () => resolve(false)),
    )
    try {
      return (await Promise.race([Promise.resolve().then(renew), timeout])) !== false
    } catch (error) {
      logError(messageOf('renewal-failed'), error)
      return false
    } finally {
      timer.stop()
      endedCount++
      isProven = false
      running = null
    }
  }

  return {
    forStream() {
      let dialledAt = 0
      let wasRefused = false
      /** Returns whether to dial again, when it is time to; `null` where that would not help. */
      function renewed() {
        const isStale = dialledAt < endedCount
        if (!isStale && !running && (wasRefused || !isProven)) return null
        wasRefused = true
        const renewal = isStale && !running ? Promise.resolve(true) : (running ??= run())
        return renewal.then((mayDial) => mayDial && later())
      }

      return {
        dialled(manual) {
          dialledAt = endedCount
          if (manual) {
            wasRefused = false
            isProven = true
          }
        },
        opened() {
          wasRefused = false
          if (dialledAt === endedCount) isProven = true
        },
        refused: (stream, failure) => dialAfter(renewed(), stream, failure),
      }
    },
  }
}

/** Waits for a renewal after a 401, or ends where none can help. */
function dialAfter(
  renewed: Promise<boolean> | null,
  stream: RenewedStream,
  failure: Failure,
): void {
  const fail = () => send(stream, { type: 'fail', failure })
  if (!renewed) return fail()
  send(stream, { type: 'drop', failure, retryAt: null })
  const { dial } = stream.state
  void renewed.then((mayDial) => {
    const { state } = stream
    // The stream may have been left or dialled again meanwhile.
    if (state.dial !== dial || state.phase !== 'dropped') return
    if (mayDial) stream.connect()
    else fail()
  })
}

const later = () =>
  new Promise<true>((resolve) => createTimer().start(Math.random() * spread, () => resolve(true)))
