import { createRegistry } from '@use-event-source/core'
import type { SourceDefaults } from '@use-event-source/core'
import { createContext, createElement, useContext, useMemo } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useKeyed } from './useKeyed.ts'

export interface EventSourceProviderProps {
  /** Options for every component below that names a URL. What a component sets itself, counts more. */
  readonly options?: SourceDefaults | undefined
  readonly children?: ReactNode
}

export const Defaults = createContext<SourceDefaults>({})

/**
 * Gives default options to the components below, and connections of their own: they share streams with each other, and
 * with nobody outside.
 *
 * @example
 * <EventSourceProvider options={{ headers: async () => ({ authorization: await token() }) }}>…</EventSourceProvider>
 */
export function EventSourceProvider({ options, children }: EventSourceProviderProps): ReactElement {
  const outer = useContext(Defaults)
  const registry = useKeyed(null, createRegistry)
  const value = useMemo(() => ({ ...outer, registry, ...options }), [outer, registry, options])
  return createElement(Defaults.Provider, { value }, children)
}
