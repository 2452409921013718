import { backoff, createEventSourceClient, json, type Readable } from '@use-event-source/core'
import { pace, patience } from './pace.ts'
import type { Mail, User } from './wire.ts'

/** What tells the server who asks: a header that is an object or a function, or a cookie. */
export const identities = ['plain', 'function', 'cookie'] as const

export type Identity = (typeof identities)[number]

export interface Account {
  readonly user: User | null
  readonly identity: Identity
  /** Whether a request to sign in or out is on its way. */
  readonly isChanging: boolean
}

let current: Account = { user: null, identity: 'plain', isChanging: false }
const listeners = new Set<() => void>()

/** Who is signed in. Both frameworks show it, because a page has one cookie. */
export const account: Readable<Account> = {
  getSnapshot: () => current,
  getInitialSnapshot: () => current,
  subscribe(listener) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
}

function change(part: Partial<Account>): void {
  current = { ...current, ...part }
  for (const listener of listeners) listener()
}

let token = ''
const authorization = () => ({ authorization: `Bearer ${token}` })

const headersOf = {
  plain: authorization,
  function: () => authorization,
  cookie: () => ({}),
}

export const client = createEventSourceClient({
  key: () => current.user ?? '',
  connectTimeout: 4000 * patience,
  retry: backoff({ initial: 3000 * pace, max: 30_000 * pace }),
  // Longer than it takes to sign in as the other user, who must not get what lingers.
  linger: 10_000,
})

export const chooseIdentity = (identity: Identity) => change({ identity })

export async function signIn(user: User): Promise<void> {
  const { identity } = current
  change({ isChanging: true })
  try {
    const answer = await post('/api/sign-in', { user, cookie: identity === 'cookie' })
    ;({ token = '' } = (await answer.json()) as { token?: string })
    client.setDefaults({ headers: headersOf[identity]() })
    change({ user })
  } finally {
    change({ isChanging: false })
  }
}

export async function signOut(): Promise<void> {
  const headers = headersOf[current.identity]()
  // The other tabs show the same inbox.
  client.clear({ tabs: true })
  change({ user: null, isChanging: true })
  try {
    await post('/api/sign-out', {}, typeof headers === 'function' ? headers() : headers)
  } finally {
    change({ isChanging: false })
  }
}

async function post(url: string, body: object, headers = {}): Promise<Response> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body), headers })
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return response
}

export const inboxEvents = { mail: json<Mail>() }

export const noMails: readonly Mail[] = []

/** The newest five, the newest first. */
export const mailReducers = {
  mail: (mails: readonly Mail[], { data }: { data: Mail }) => [data, ...mails].slice(0, 5),
}
