import { backoff } from '@use-event-source/core'
import { renewOnce } from '../../../docs/snippets/renewOnce.ts'
import { pace, patience } from './pace.ts'

let token: Promise<string> | null = null

/**
 * The header that carries the token. All stores of the page share one token, which the first dial
 * requests.
 */
async function authorization(): Promise<{ authorization: string }> {
  token ??= issue()
  return { authorization: `Bearer ${await token}` }
}

async function issue(): Promise<string> {
  try {
    const response = await fetch('/api/session', { method: 'POST' })
    if (!response.ok) throw new Error(`/api/session answered ${response.status}`)
    return ((await response.json()) as { token: string }).token
  } catch (error) {
    forget()
    throw error
  }
}

function forget(): void {
  token = null
}

/**
 * Options for a store that sends the token. A refused token is renewed once, and the store dials
 * with the new one without a delay; after every other failure the delay grows. A dial that is not
 * answered in time is one of them.
 */
export const signedIn = () => ({
  headers: authorization,
  connectTimeout: 4000 * patience,
  retry: renewOnce(forget, backoff({ initial: 3000 * pace, max: 30_000 * pace })),
})
