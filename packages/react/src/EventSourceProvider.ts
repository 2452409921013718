import { createRegistry } from '@use-event-source/core'
import type { SourceDefaults } from '@use-event-source/core'
import { createContext, createElement, useContext, useMemo } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useKeyed } from './useKeyed.ts'

export interface EventSourceProviderProps {
  /**
   * Options for every component below that names a URL. A component's own options take precedence.
   */
  readonly options?: SourceDefaults | undefined
  readonly children?: ReactNode
}

export const Defaults = createContext<SourceDefaults>({})

/**
 * Gives default options to the components below, and connections of their own: they share streams
 * with each other, and with no component outside.
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
