import type { ConnectionOptions } from './options.ts'

/**
 * Tells whether a request may be sent again without being asked: a GET, one with a retry policy, and one that resumes.
 * Any other would be done twice.
 */
export function isRepeatable({ method = 'GET', retry }: ConnectionOptions, lastEventId: string): boolean {
  return /^get$/i.test(method) || Boolean(retry) || lastEventId !== ''
}
