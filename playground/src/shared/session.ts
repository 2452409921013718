import { backoff, createEventSourceClient } from '@use-event-source/core'
import { pace, patience } from './pace.ts'

let token: Promise<string> | null = null

/**
 * The header that carries the token. All stores of the page share one token, which the first dial
 * requests.
 */
export async function authorization(): Promise<{ authorization: string }> {
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
 * The client of all streams that send the token: a refused one is renewed once for all of them.
 * After every other failure the delay grows. A dial that is not answered in time is one of them.
 */
export const session = createEventSourceClient({
  // All who look at this page are the same user, so that a page that is loaded again may resume.
  key: 'visitor',
  headers: authorization,
  renew: forget,
  connectTimeout: 4000 * patience,
  retry: backoff({ initial: 3000 * pace, max: 30_000 * pace }),
})
