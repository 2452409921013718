import { messageOf } from '#development'
import { errorName } from '../platform/errorName.ts'
import { logError } from '../platform/report.ts'
import type { Failure } from './failure.ts'

/**
 * Returns what a dial fails with when a function among the options throws. Fetching a token may
 * fail as any request may, so it is retried. The error is on the console, but not quoted in the state:
 * it may hold that token.
 */
export function optionFailure(option: 'url' | 'headers' | 'body', error: unknown): Failure {
  const message = messageOf('network-option', option, errorName(error))
  logError(message, error)
  return { kind: 'network', message }
}
