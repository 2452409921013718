import type { HttpBindings } from '@hono/node-server'
import type { MiddlewareHandler } from 'hono'
import type { StreamName } from '../src/shared/wire.ts'
import type { Failures } from './failures.ts'
import type { Connections } from './connections.ts'
import { createRefuse } from './refuse.ts'
import type { Sessions } from './sessions.ts'
import { spoil } from './spoil.ts'
import { tap } from './tap.ts'
import type { Wire } from './wire.ts'

interface Parts {
  readonly connections: Connections
  readonly failures: Failures
  readonly sessions: Sessions
  readonly wire: Wire
}

/**
 * Makes the middleware of every stream: it is counted, refused or spoilt by a failure, and shown on
 * the wire.
 */
export function createStream({ connections, failures, sessions, wire }: Parts) {
  const refuse = createRefuse(failures, sessions)

  return (name: StreamName): MiddlewareHandler<{ Bindings: HttpBindings }> => {
    return async (c, next) => {
      const { outgoing } = c.env
      const record = tap(wire, name, connections.dial(outgoing), c)
      const refusal = await refuse(c)
      if (outgoing.destroyed) return refusal
      if (refusal) return record(refusal)
      connections.add(name, outgoing)
      await next()
      const { res } = c
      c.res = record(
        res.body ? new Response(res.body.pipeThrough(spoil(failures, outgoing)), res) : res,
      )
    }
  }
}
