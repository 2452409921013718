/** Begins something where there is no window, as on a server. */
export function onServer<Result>(begin: () => Result): Result {
  const page = globalThis.window
  Reflect.deleteProperty(globalThis, 'window')
  try {
    return begin()
  } finally {
    globalThis.window = page
  }
}
