import { isRepeatable } from './options.ts'
import type { ConnectionOptions } from './options.ts'
import { backoff, delayBefore } from './retry.ts'
import type { RetryContext } from './retry.ts'

/** What follows a loss: when to dial again and from which event, or `false` for the end. */
export interface AfterLoss {
  /** Milliseconds until the next dial. */
  readonly delay: number | false
  readonly lastEventId: string
}

const defaultRetry = /* @__PURE__ */ backoff()

/** Decides what follows a loss. */
export function afterLoss(
  options: ConnectionOptions,
  context: RetryContext,
  lastEventId: string,
): AfterLoss {
  // A server that cannot read the id refuses to resume, not to stream: once more, without it.
  const refusesId = context.failure.status === 400 && lastEventId !== ''
  const id = refusesId ? '' : lastEventId
  const policy = options.retry ?? (isRepeatable(options, id) ? defaultRetry : false)
  return { delay: refusesId && policy ? 0 : delayBefore(policy, context), lastEventId: id }
}
