import { randomUUID } from 'node:crypto'

/**
 * Issues tokens that can be revoked. They guard nothing: a request without one is refused only
 * while `unauthorized` lasts.
 */
export interface Sessions {
  issue(): string
  /** Takes back every token that was handed out so far. */
  revoke(): void
  accepts(authorization: string | undefined): boolean
}

export function createSessions(): Sessions {
  // The number in a token is its generation, so no token has to be remembered.
  let generation = 1
  return {
    issue: () => `${generation}.${randomUUID()}`,
    revoke: () => void generation++,
    accepts: (authorization) =>
      Number(/^Bearer (\d+)\./.exec(authorization ?? '')?.[1]) >= generation,
  }
}
