import type { ConnectionOptions } from '@use-event-source/core'
import { hashOf } from '@use-event-source/core/adapter'

/** Numbers objects and functions from 1; 0 stands for anything else. */
function createNumbers() {
  const numbers = new WeakMap<object, number>()
  let last = 0
  return (value: unknown): number => {
    if (Object(value) !== value) return 0
    const number = numbers.get(value as object) ?? ++last
    numbers.set(value as object, number)
    return number
  }
}

const numberOf = createNumbers()

/** Numbers the clients that streams have: 0 for the default one. */
export const clientNumberOf: (client: unknown) => number = createNumbers()

/**
 * Returns what a stream has in common with the one that follows it when a closed store connects
 * again.
 */
export function streamIdentityOf(options: ConnectionOptions): string {
  const { client, key = '', method = 'GET', url, body } = options
  const parts = [
    clientNumberOf(client),
    client?.key ?? '',
    key,
    method.toUpperCase(),
    typeof url === 'function' ? numberOf(url) : String(url),
    typeof body === 'string' ? body : numberOf(body),
  ]
  return hashOf(JSON.stringify(parts))
}
