import { messageOf } from '#development'
import { now } from '../platform/clock.ts'
import { errorName } from '../platform/errorName.ts'
import { logError } from '../platform/report.ts'
import { resolveUrl } from '../platform/url.ts'
import type { Failure } from '../transports/failure.ts'
import type { Plan, SourceResponse } from '../transports/transport.ts'
import { userOf } from './identity.ts'
import type { StreamUser } from './identity.ts'
import type { ConnectionOptions } from './options.ts'

/** One attempt to connect: what it is made with, what became of it, and how to end it. */
export interface Dial {
  readonly options: ConnectionOptions
  readonly user: StreamUser
  /** When it began. */
  readonly began: number
  /** When the server accepted. */
  opened: number
  /** Whether an event came, or a new last event ID. */
  hasSpoken: boolean
  /** Absolute once the dial has begun. */
  url: string
  /** What the server answered, where the transport can see it. */
  response: SourceResponse | null
  hangUp(): void
  /** Tells the transport what follows a loss. */
  tellPlan(plan: Plan | null): void
}

/** The state before the first dial. A URL that a function returns is not known yet. */
export const noDial = (options: ConnectionOptions): Dial => ({
  options,
  user: userOf(options),
  began: now(),
  opened: 0,
  hasSpoken: false,
  url: typeof options.url === 'function' ? '' : resolveUrl(options.url),
  response: null,
  hangUp() {},
  tellPlan() {},
})

/** How long a stream must be open to prove itself, in milliseconds: with an event, and without. */
const stableAfterEvent = 1000
const stableAfter = 10_000

/** Whether an open stream has proved itself, so that earlier failures no longer count. */
export const isStable = ({ opened, hasSpoken }: Dial): boolean =>
  now() - opened >= (hasSpoken ? stableAfterEvent : stableAfter)

/** Returns the failure of a dial that cannot be made, now or later. */
export function impossible(error: unknown): Failure {
  const message = messageOf('protocol-dial', errorName(error))
  logError(message, error)
  return { kind: 'protocol', message }
}
