import type { Page } from './launchBrowser.ts'
import type { Bundle } from './bundles.ts'
import type { Setup } from './pages/page.ts'

/** A library, or code by hand, that shows a stream in a page of the bench. */
export interface Contestant {
  readonly name: string
  readonly bundle: Bundle
  readonly transport?: 'fetch' | 'native'
}

export const ours = {
  reactFetch: { name: 'React, ours on fetch', bundle: 'react/ours', transport: 'fetch' },
  reactNative: { name: 'React, ours on native', bundle: 'react/ours', transport: 'native' },
  vueFetch: { name: 'Vue, ours on fetch', bundle: 'vue/ours', transport: 'fetch' },
  vueNative: { name: 'Vue, ours on native', bundle: 'vue/ours', transport: 'native' },
} as const satisfies Record<string, Contestant>

export const vueuse: Contestant = { name: 'Vue, VueUse', bundle: 'vue/vueuse' }
export const websocket: Contestant = {
  name: 'React, react-use-websocket',
  bundle: 'react/websocket',
}
export const reactByHand: Contestant = { name: 'React, useState by hand', bundle: 'react/byHand' }
export const vueByHand: Contestant = { name: 'Vue, shallowRef by hand', bundle: 'vue/byHand' }
export const limit: Contestant = { name: 'native EventSource, text node', bundle: 'raw/native' }

export const counter: Contestant = {
  name: 'native EventSource, counted',
  bundle: 'raw/counter',
}
export const reactStore: Contestant = {
  name: 'React, useSyncExternalStore on one EventSource',
  bundle: 'react/plainStore',
}
export const vueStore: Contestant = {
  name: 'Vue, shallowRef on one EventSource',
  bundle: 'vue/plainStore',
}

export const isOurs = ({ bundle }: Contestant): boolean => bundle.endsWith('/ours')

/** All that show the newest event. */
export const contestants: readonly Contestant[] = [
  limit,
  ...Object.values(ours),
  vueuse,
  websocket,
  reactByHand,
  vueByHand,
]

/** Lets a contestant show the events `message` of a URL. */
export function mount(
  page: Page,
  { transport }: Contestant,
  url: string,
  { count = 1, component = 'Newest' }: Partial<Setup> = {},
): Promise<void> {
  return page.call('mount', {
    url,
    types: ['message'],
    count,
    component,
    ...(transport && { transport }),
  })
}
