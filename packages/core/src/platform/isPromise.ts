/**
 * Whether a function answered with a promise where a value is needed. Its rejection is ignored: an
 * unhandled one would end a process of Node.
 */
export function isPromise(value: unknown): value is PromiseLike<unknown> {
  const settles = typeof (value as PromiseLike<unknown> | null)?.then === 'function'
  if (settles) (value as PromiseLike<unknown>).then(undefined, () => {})
  return settles
}
