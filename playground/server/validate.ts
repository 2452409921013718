import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { z } from 'zod'

/**
 * Reads the JSON body as the schema says, or answers 400 with what is wrong. No body counts as
 * `{}`.
 */
export async function bodyOf<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
): Promise<z.output<Schema>> {
  return valid(schema, parse(await c.req.text()), 'body')
}

/** Reads the query as the schema says, or answers 400 with what is wrong. */
export function queryOf<Schema extends z.ZodType>(c: Context, schema: Schema): z.output<Schema> {
  return valid(schema, c.req.query(), 'query')
}

/** Reads the request headers as the schema says, or answers 400 with what is wrong. */
export function headersOf<Schema extends z.ZodType>(c: Context, schema: Schema): z.output<Schema> {
  return valid(schema, c.req.header(), 'headers')
}

function valid<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  name: string,
): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const problems = result.error.issues.map(
    (issue) => `${issue.path.join('.') || name}: ${issue.message}`,
  )
  throw new HTTPException(400, { message: problems.join('; ') })
}

function parse(text: string): unknown {
  if (text === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new HTTPException(400, { message: 'The body is not JSON' })
  }
}
