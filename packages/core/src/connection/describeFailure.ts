import type { Failure } from '../transports/failure.ts'
import type { ConnectionFailure } from './failure.ts'

/**
 * Describes a failure to a reader who knows nothing of networks: no address, no status, no token.
 *
 * @example
 * describeFailure(failure) // 'The server is busy. Next try in 4 s.'
 */
export function describeFailure(
  failure: Failure | ConnectionFailure,
  now: number = Date.now(),
): string {
  return [sentenceOf(failure), nextStepOf(failure, now)].filter(Boolean).join(' ')
}

function sentenceOf({ kind, status = 0 }: Failure): string {
  switch (kind) {
    case 'network':
      return 'The server cannot be reached.'
    case 'http':
      return (
        refusals[status] ??
        (status >= 500 ? 'The server is busy.' : 'The server refused the request.')
      )
    case 'protocol':
      return 'The server gave an unexpected answer.'
    case 'timeout':
      return 'The server does not answer.'
    case 'ended':
      return 'The stream has ended.'
    case 'decode':
      return 'Some data could not be read.'
    case 'overflow':
      return 'Some data was too large.'
    case 'stream':
      return 'The server reported an error.'
  }
}

const refusals: { readonly [status: number]: string } = {
  401: 'You are not signed in.',
  403: 'You have no access.',
  404: 'There is nothing here.',
  410: 'There is nothing here any more.',
  429: 'There were too many requests.',
}

function nextStepOf(failure: Failure | ConnectionFailure, now: number): string {
  if (!('willRetry' in failure) || !failure.willRetry) return ''
  const { retryAt } = failure
  return retryAt === null ? 'Trying again.' : `Next try in ${secondsUntil(retryAt, now)} s.`
}

const secondsUntil = (time: number, now: number) => Math.max(0, Math.ceil((time - now) / 1000))
