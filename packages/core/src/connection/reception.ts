import { now, stopwatch } from '../platform/clock.ts'
import type { Signal } from '../transports/transport.ts'
import type { Consumers } from './consumers.ts'
import { isStable } from './dial.ts'
import type { Dial } from './dial.ts'
import { createEventIds } from './eventIds.ts'
import type { StreamRenewal } from './renewal.ts'
import type { ResumePoint } from './resumePoint.ts'
import type { RunningMachine } from './runMachine.ts'

/** What arrives over the dials of one connection, and how far they have come. */
export interface Reception {
  /** The reconnection time that the server set, in milliseconds. */
  readonly serverDelay: number | null
  receive(signal: Exclude<Signal, { kind: 'lost' }>): void
  /** Has to be called before a stream that may be open is lost or left. */
  leave(): void
  /** Drops an id that did not serve for the one where the stream begins, so that a gap is told. */
  forgetId(startsAt: string): void
}

export function createReception(
  consumers: Consumers,
  resumePoint: ResumePoint,
  machine: RunningMachine,
  latest: () => Dial,
  renewal: StreamRenewal | undefined,
): Reception {
  let serverDelay: number | null = null
  let sinceLoss: (() => number) | null = null
  const eventIds = createEventIds(resumePoint)

  function spoken() {
    latest().hasSpoken = true
    if (machine.state.failureCount > 0 && isStable(latest())) machine.send({ type: 'progress' })
  }

  function forgetId(startsAt: string) {
    resumePoint.id = startsAt
    sinceLoss ??= stopwatch()
  }

  return {
    get serverDelay() {
      return serverDelay
    },
    receive(signal) {
      switch (signal.kind) {
        case 'event': {
          const { idOf } = latest().options
          const event = idOf ? eventIds.identify(signal.event, idOf) : signal.event
          if (!event) return
          resumePoint.id = event.lastEventId
          resumePoint.event = event
          consumers.receive(event)
          return spoken()
        }
        case 'id':
          if (signal.lastEventId === resumePoint.id) return
          resumePoint.id = signal.lastEventId
          consumers.changed()
          return spoken()
        case 'retry':
          serverDelay = signal.delay
          return
        case 'open':
          latest().opened = now()
          latest().isFetched = signal.response !== undefined
          if (signal.lastEventId !== undefined) forgetId(signal.lastEventId)
          resumePoint.wasOpen = true
          if (latest().options.idOf) eventIds.opened()
          renewal?.opened()
          machine.send({ type: 'open' })
          if (sinceLoss) consumers.resumed({ duration: sinceLoss(), lastEventId: resumePoint.id })
          sinceLoss = null
      }
    },
    leave() {
      if (machine.state.phase !== 'open') return
      if (isStable(latest())) machine.send({ type: 'progress' })
      sinceLoss = stopwatch()
    },
    forgetId,
  }
}
