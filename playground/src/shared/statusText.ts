import type { ConnectionFailure, Status } from '@use-event-source/core'

/** Says in a few words how a connection is doing. */
export function statusText(status: Status, failure: ConnectionFailure | null): string {
  if (failure) return failureText(failure)
  if (status === 'open') return 'Live'
  if (status === 'closed') return 'Closed on request'
  return status === 'idle' ? 'Nobody listens' : 'Dialling'
}

/** A failure has a message of its own, with the URL and the cause. That one is for a log. */
function failureText({ kind, status, message }: ConnectionFailure): string {
  if (kind === 'http') return `The server answered ${status}`
  if (kind === 'network') return 'The connection broke'
  if (kind === 'timeout') return 'The server fell silent'
  if (kind === 'ended') return 'The server ended the stream'
  return message
}
