import * as z from 'zod/mini'
import { symbols } from './wire.ts'

/**
 * `halt` on `/api/prices`: a schema instead of a type, so that a malformed event is a failure and
 * not trusted.
 */
export const Halt = z.object({ symbol: z.enum(symbols), reason: z.string() })

export type Halt = z.infer<typeof Halt>
