import { randomUUID } from 'node:crypto'

/** Hands out tokens that can be taken back. They guard nothing: who sends none is let in on a good day. */
export interface Sessions {
  issue(): string
  /** Takes back every token that was handed out so far. */
  revoke(): void
  accepts(authorization: string | undefined): boolean
}

export function createSessions(): Sessions {
  // The number in the token tells when it was handed out, so none has to be remembered.
  let generation = 1
  return {
    issue: () => `${generation}.${randomUUID()}`,
    revoke: () => void generation++,
    accepts: (authorization) => Number(/^Bearer (\d+)\./.exec(authorization ?? '')?.[1]) >= generation,
  }
}
