import { messageOf } from './messages.ts'

/**
 * Checks that a component which waits for the first event of a store can get one.
 *
 * @throws TypeError where only `'*'` is declared: its events are never the newest of a declared type.
 */
export function checkSuspense({ types }: { readonly types: readonly string[] }): void {
  if (types.every((type) => type === '*')) throw new TypeError(messageOf('suspense-undeclared'))
}
