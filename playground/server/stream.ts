import type { HttpBindings } from '@hono/node-server'
import type { MiddlewareHandler } from 'hono'
import type { StreamName } from '../src/shared/wire.ts'
import type { BadDays } from './badDays.ts'
import type { Connections } from './connections.ts'
import { createRefuse } from './refuse.ts'
import type { Sessions } from './sessions.ts'
import { spoil } from './spoil.ts'
import { tap } from './tap.ts'
import type { Wire } from './wire.ts'

interface Parts {
  readonly connections: Connections
  readonly badDays: BadDays
  readonly sessions: Sessions
  readonly wire: Wire
}

/** Makes what every stream passes: it is counted, refused or spoilt on a bad day, and shown on the wire. */
export function createStream({ connections, badDays, sessions, wire }: Parts) {
  const refuse = createRefuse(badDays, sessions)

  return (name: StreamName): MiddlewareHandler<{ Bindings: HttpBindings }> => {
    return async (c, next) => {
      const { outgoing } = c.env
      const tell = tap(wire, name, connections.dial(), c)
      const refusal = await refuse(c)
      if (outgoing.destroyed) return refusal
      if (refusal) return tell(refusal)
      connections.add(name, outgoing)
      await next()
      const { res } = c
      c.res = tell(res.body ? new Response(res.body.pipeThrough(spoil(badDays, outgoing)), res) : res)
    }
  }
}
