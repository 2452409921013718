/**
 * Returns what to call an error in a message: its name, and the code that Node gives. Its sentence
 * stays out: a platform may quote the URL in it, or a header with a token.
 */
export function errorName(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const { name, cause, code } = error as {
    name: string
    cause?: { code?: unknown }
    code?: unknown
  }
  const known = cause?.code ?? code
  return typeof known === 'string' ? `${name} ${known}` : name
}
