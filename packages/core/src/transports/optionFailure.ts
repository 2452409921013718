import { explain } from '#development'
import type { Failure } from './failure.ts'
import { report } from '../platform/report.ts'

/**
 * Returns what a dial fails with when a function among the options throws. To get a token may fail, as any request may,
 * so it is retried. What was thrown is reported, but not quoted in the state: it may hold that token.
 */
export function optionFailure(option: 'url' | 'headers' | 'body', error: unknown): Failure {
  report(error)
  const name = error instanceof Error ? error.name : typeof error
  return { kind: 'network', message: explain('network-option', option, name) }
}
