'use client'

import type { EventSourceClient } from '@use-event-source/core'
import { createContext, createElement } from 'react'
import type { ReactElement, ReactNode } from 'react'

export interface EventSourceProviderProps {
  /** The client of every component below that names a URL, and no client of its own. */
  readonly client: EventSourceClient
  readonly children?: ReactNode
}

export const Client = createContext<EventSourceClient | undefined>(undefined)

/**
 * Gives a client to the components below: its defaults, and connections that they share with each
 * other.
 *
 * @example
 * const api = createEventSourceClient({ headers: async () => ({ authorization: await token() }) })
 * <EventSourceProvider client={api}>…</EventSourceProvider>
 */
export function EventSourceProvider({ client, children }: EventSourceProviderProps): ReactElement {
  return createElement(Client.Provider, { value: client }, children)
}
